import type { FastifyInstance } from 'fastify'
import type { Person } from '../directory/person.ts'
import { notFound, OktaError } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import type { Audit } from './audit.ts'
import { baseOf } from './page.ts'
import { activate, deactivate, move, wrongState } from './user-changes.ts'

interface Act {
  readonly engine: Engine
  readonly audit: Audit
  readonly person: Person
  readonly base: string
}

type OfPerson = { Params: { id: string; step: string } }

/** /api/v1/users/{id}/lifecycle: activate, reactivate, deactivate, suspend and unsuspend. */
export function userLifecycleRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  app.post<OfPerson>('/api/v1/users/:id/lifecycle/:step', async (request) => {
    const { id, step: name } = request.params
    const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined
    if (step === undefined) throw notFound(name, 'Lifecycle')
    return step({ engine, audit, person: engine.org.person(id), base: baseOf(request) })
  })
}

const STEPS: Readonly<Record<string, (act: Act) => object>> = {
  activate: (act) => {
    const { engine, audit, person } = act
    if (person.status !== 'STAGED' && person.status !== 'DEPROVISIONED') {
      throw new OktaError(403, 'E0000016', 'Activation failed because the user is already active')
    }
    // Nobody is there to follow the activation mail: who is activated by this call is active at once.
    activate(engine, audit, person, true)
    return activation(act)
  },
  reactivate: (act) => {
    if (act.person.status !== 'PROVISIONED') throw wrongState()
    act.audit.person('user.lifecycle.reactivate', act.person)
    return activation(act)
  },
  deactivate: ({ engine, audit, person }) => {
    if (person.status === 'DEPROVISIONED') throw notFound(person.id, 'User')
    deactivate(engine, audit, person)
    return {}
  },
  suspend: ({ engine, audit, person }) => {
    if (person.status !== 'ACTIVE') {
      throw new OktaError(400, 'E0000001', 'Cannot suspend a user that is not active')
    }
    move(engine, person, 'SUSPENDED')
    audit.person('user.lifecycle.suspend', person)
    return {}
  },
  unsuspend: ({ engine, audit, person }) => {
    if (person.status !== 'SUSPENDED') {
      throw new OktaError(400, 'E0000001', 'Cannot unsuspend a user that is not suspended')
    }
    move(engine, person, 'ACTIVE')
    audit.person('user.lifecycle.unsuspend', person)
    return {}
  },
}

function activation({ engine, base }: Act): object {
  const activationToken = engine.random.letters(20)
  return { activationUrl: `${base}/welcome/${activationToken}`, activationToken }
}
