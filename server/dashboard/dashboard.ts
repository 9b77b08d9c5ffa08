import type { FastifyInstance } from 'fastify'
import { openSite, type Site, type SiteOptions } from '../../web/site.ts'
import { Events } from './events.ts'
import { type Call, Product } from './product.ts'
import { connectionScreens } from './screens/connection.ts'
import { deliveryScreens } from './screens/deliveries.ts'
import { memberScreens } from './screens/members.ts'
import { organizationScreens } from './screens/organizations.ts'
import { webhookScreens } from './screens/webhooks.ts'

/** What a screen works with. */
export interface Desk {
  readonly site: Site
  readonly product: Product
  readonly events: Events
}

export interface DashboardOptions {
  readonly call: Call
  readonly project: { readonly projectId: string; readonly secret: string }
  /** Whether only this machine can reach it. */
  readonly loopback: boolean
  readonly password: string | undefined
}

const MENU = [
  { name: 'Organizations', at: '/organizations' },
  { name: 'Webhooks', at: '#webhooks' },
  { name: 'Endpoints', at: '/webhooks' },
  { name: 'Deliveries', at: '/deliveries' },
  { name: 'Project', at: '#project' },
  { name: 'API keys', at: '/keys' },
]

/** The product's dashboard below /dashboard: a client of the product API, with the events beside it. */
export async function dashboard(app: FastifyInstance, options: DashboardOptions): Promise<void> {
  const product = new Product(options.call)
  const events = new Events(product)
  const { loopback, password } = options
  const about: SiteOptions = {
    base: '/dashboard',
    name: 'Product Dashboard',
    brand: 'product',
    pages: 'server/dashboard/pages',
    menu: MENU,
    ...{ loopback, password },
    beside: () => events.beside(),
  }
  await openSite(app, about, (site) => {
    const desk: Desk = { site, product, events }
    events.stream(site)
    organizationScreens(desk)
    connectionScreens(desk)
    memberScreens(desk)
    webhookScreens(desk)
    deliveryScreens(desk)
    site.page('/keys', async () => ({
      view: 'keys',
      title: 'API keys',
      data: options.project,
    }))
  })
}
