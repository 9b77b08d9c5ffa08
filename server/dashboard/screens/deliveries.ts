import type { Desk } from '../dashboard.ts'
import type { Delivery, Endpoint } from '../shapes.ts'

const PATH = '/v1/scimulate/webhook_deliveries'

/** What was sent to whom, and what came of it. */
export function deliveryScreens({ site, product, events }: Desk): void {
  site.page('/deliveries', async ({ query }) => {
    const status = query.get('status') ?? ''
    const type = query.get('event_type')?.trim() ?? ''
    const asked = new URLSearchParams({ limit: '100' })
    if (status !== '') asked.set('status', status)
    if (type !== '') asked.set('event_type', type)
    const { webhook_deliveries: deliveries } = await product.get<{
      webhook_deliveries: Delivery[]
    }>(`${PATH}?${asked}`)
    return { view: 'deliveries', title: 'Deliveries', data: { deliveries, status, type } }
  })

  site.page('/deliveries/:id', async ({ params }) => {
    const { webhook_delivery: delivery } = await product.get<{ webhook_delivery: Delivery }>(
      `${PATH}/${params.id}`,
    )
    const { webhook_endpoint: endpoint } = await product.get<{ webhook_endpoint: Endpoint }>(
      `/v1/scimulate/webhook_endpoints/${delivery.webhook_endpoint_id}`,
    )
    return { view: 'delivery', title: delivery.event_type, data: { delivery, endpoint } }
  })

  site.action('/deliveries/:id/resend', async ({ params }) => {
    await product.post(`${PATH}/${params.id}/resend`)
    events.lookAgain()
    return { to: `/deliveries/${params.id}`, said: 'It is sent once more.' }
  })
}
