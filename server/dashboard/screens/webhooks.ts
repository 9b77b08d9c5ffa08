import type { Form } from '../../../web/form.ts'
import type { Desk } from '../dashboard.ts'
import type { Delivery, Endpoint, Organization } from '../shapes.ts'

const PATH = '/v1/scimulate/webhook_endpoints'

type One = { readonly webhook_endpoint: Endpoint & { readonly secret?: string } }

/** Webhook endpoints. */
export function webhookScreens(desk: Desk): void {
  const { site, product } = desk
  site.page('/webhooks', async () => {
    const { webhook_endpoints: endpoints } = await product.get<{ webhook_endpoints: Endpoint[] }>(
      PATH,
    )
    const { organizations } = await product.post<{ organizations: Organization[] }>(
      '/v1/b2b/organizations/search',
      { limit: 200 },
    )
    return { view: 'webhooks', title: 'Webhook endpoints', data: { endpoints, organizations } }
  })

  site.page('/webhooks/:id', async ({ params }) => {
    const { webhook_endpoint: endpoint } = await product.get<One>(`${PATH}/${params.id}`)
    const { webhook_deliveries: deliveries } = await product.get<{
      webhook_deliveries: Delivery[]
    }>(`/v1/scimulate/webhook_deliveries?webhook_endpoint_id=${params.id}&limit=50`)
    return { view: 'webhook', title: 'Webhook endpoint', data: { endpoint, deliveries } }
  })
  endpointActions(desk)
  careActions(desk)
}

function endpointActions({ site, product }: Desk): void {
  site.action('/webhooks', async ({ form }) => {
    const organization = form.text('organization_id')
    const { webhook_endpoint: made } = await product.post<One>(PATH, {
      ...{ url: form.text('url'), event_types: typesIn(form) },
      ...(organization === '' ? {} : { organization_id: organization }),
    })
    const secrets = [{ name: 'Signing secret', value: made.secret ?? '' }]
    const text = 'The endpoint was created. Its secret is shown this once.'
    return { to: `/webhooks/${made.webhook_endpoint_id}`, notice: { kind: 'good', text, secrets } }
  })

  site.action('/webhooks/:id', async ({ params, form }) => {
    await product.put(`${PATH}/${params.id}`, {
      ...{ url: form.text('url'), event_types: typesIn(form), status: form.text('status') },
    })
    return { to: `/webhooks/${params.id}`, said: 'The endpoint was saved.' }
  })

  site.action('/webhooks/:id/delete', async ({ params }) => {
    await product.delete(`${PATH}/${params.id}`)
    return { to: '/webhooks', said: 'The endpoint was deleted.' }
  })
}

function careActions({ site, product }: Desk): void {
  site.action('/webhooks/:id/test', async ({ params }) => {
    await product.post(`${PATH}/${params.id}/test`)
    return { to: `/webhooks/${params.id}`, said: 'A test event is on its way.' }
  })

  site.action('/webhooks/:id/rotate', async ({ params }) => {
    const { webhook_endpoint: rotated } = await product.post<One>(`${PATH}/${params.id}/rotate`)
    const secrets = [{ name: 'Signing secret', value: rotated.secret ?? '' }]
    const text = 'The secret was rotated; the old one signs too for a day.'
    return { to: `/webhooks/${params.id}`, notice: { kind: 'good', text, secrets } }
  })
}

/** One type a line, or with commas; none means all. */
function typesIn(form: Form): string[] {
  return form
    .text('event_types')
    .split(/[\s,]+/)
    .filter((type) => type !== '')
}
