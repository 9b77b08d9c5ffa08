import type { Mutant } from '../mutant.ts'
import { CONNECTION_FAULTS } from './faults/connections.ts'
import { DELIVERY_FAULTS } from './faults/deliveries.ts'
import { EVENT_FAULTS } from './faults/events.ts'
import { PRODUCT_GROUP_FAULTS } from './faults/groups.ts'
import { MEMBER_FAULTS } from './faults/members.ts'
import { ORGANIZATION_FAULTS } from './faults/organizations.ts'
import { PROVISIONING_FAULTS } from './faults/provisioning.ts'
import { ROTATION_FAULTS } from './faults/rotations.ts'
import { SIGN_IN_FAULTS } from './faults/sign-in.ts'
import { SIGNATURE_FAULTS } from './faults/signatures.ts'
import type { ProductAlteration } from './webhook.ts'

/** The name of the product without any fault. */
export const UNALTERED = 'our product as it is'

/** Faults of what is around SCIM: members, roles, sessions, connections and webhooks. */
export const PRODUCT_FAULTS: readonly Mutant<ProductAlteration>[] = [
  ...PROVISIONING_FAULTS,
  ...MEMBER_FAULTS,
  ...PRODUCT_GROUP_FAULTS,
  ...SIGN_IN_FAULTS,
  ...CONNECTION_FAULTS,
  ...ROTATION_FAULTS,
  ...ORGANIZATION_FAULTS,
  ...EVENT_FAULTS,
  ...SIGNATURE_FAULTS,
  ...DELIVERY_FAULTS,
]

/** The alteration of the product of that name. */
export function productAlterationOf(name: string): ProductAlteration | undefined {
  return name === UNALTERED ? {} : PRODUCT_FAULTS.find((one) => one.name === name)?.make()
}
