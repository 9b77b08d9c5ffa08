/** The part of the page's script that unpacks exchanges and lays a scenario out as a timeline. */
export const TIMELINE_SCRIPT = `
let unpacking
function unpacked() {
  unpacking ??= (async () => {
    const bytes = Uint8Array.from(atob(byId('packed').textContent.trim()), (c) => c.charCodeAt(0))
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new Response(stream).json()
  })()
  return unpacking
}
// Unpacked while nothing else is to do: what opens slowly pushes away what somebody reads by then.
addEventListener('load', () => {
  const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 200))
  idle(() => unpacked().catch(() => undefined))
})

async function showTimeline(details) {
  const place = details.querySelector('.timeline')
  if (place.childElementCount > 0) return
  const wait = make('p', '', 'Unpacking …')
  place.append(wait)
  try {
    const data = await unpacked()
    const note = document.querySelector('.trimmed')
    note.textContent = data.trimmed
    note.hidden = !data.trimmed
    const scenario = data.scenarios[details.dataset.id]
    place.replaceChildren(...timeline(scenario, data))
  } catch (error) {
    wait.textContent = 'This browser could not unpack the requests (' + error.message + '); run.har beside this file has them.'
  }
}

function timeline(scenario, data) {
  const first = scenario.exchanges.length ? data.exchanges[scenario.exchanges[0]].at : 0
  const begin = Math.min(first || Infinity, ...scenario.steps.map(({ at }) => at))
  const waiting = scenario.exchanges.map((index) => data.exchanges[index]).sort((a, b) => a.at - b.at || a.id - b.id)
  const out = [make('p', 'meta', scenario.where + ' · ' + scenario.tags.map((tag) => '@' + tag).join(' '))]
  if (waiting.length) out.push(laneHead())
  const until = (time) => {
    while (waiting.length && waiting[0].at < time) out.push(exchangeRow(waiting.shift(), data, begin))
  }
  scenario.steps.forEach((step, index) => {
    if (index === 0) until(step.at)
    out.push(stepRow(step))
    until(scenario.steps[index + 1]?.at ?? Infinity)
    for (const change of step.members ?? []) out.push(memberRow(change))
    if (step.message && step.status === 'FAILED') out.push(make('pre', 'reason', step.message))
  })
  until(Infinity)
  return out
}

function stepRow(step) {
  const row = make('div', 'step')
  const mark = step.status === 'PASSED' ? '' : ' (' + step.status.toLowerCase() + ')'
  row.append(make('span', step.status === 'FAILED' ? 'failed' : '', step.text + mark))
  if (step.table) {
    const table = make('table')
    const body = table.createTBody()
    for (const cells of step.table) {
      const line = body.insertRow()
      for (const cell of cells) line.append(make('td', '', cell))
    }
    row.append(table)
  }
  if (step.docString) row.append(bodyOf(pretty(step.docString)))
  return row
}

const BECAME = { new: 'is new', changed: 'changed', gone: 'is gone' }
function memberRow({ who, kind, fields }) {
  const row = make('details', 'member')
  row.open = kind === 'changed'
  const line = make('summary')
  line.append(make('span', 'badge', 'Member'), make('b', '', who), make('span', '', BECAME[kind]))
  const status = fields.find(({ path }) => path === 'status')
  if (status && kind === 'new') line.append(make('code', '', status.is))
  const table = make('table')
  const head = table.createTHead().insertRow()
  for (const name of ['attribute', 'before', 'after']) {
    const cell = make('th', '', name)
    cell.scope = 'col'
    head.append(cell)
  }
  const body = table.createTBody()
  for (const { path, was, is } of fields) {
    const cells = body.insertRow()
    cells.append(make('td', '', path), make('td', was === null ? 'none' : 'was', was ?? '–'), make('td', is === null ? 'none' : 'is', is ?? '–'))
  }
  row.append(line, table)
  return row
}

const LANES = ['Client', 'Okta', 'Server', 'Webhooks']
const LANE_X = [22, 86, 150, 212]
const SVG = 'http://www.w3.org/2000/svg'
function svg(name, attributes) {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
function laneHead() {
  const art = svg('svg', { class: 'lanes-head', viewBox: '0 0 240 16', 'aria-hidden': 'true' })
  LANES.forEach((name, i) => {
    const label = svg('text', { x: LANE_X[i], y: 12, 'text-anchor': 'middle' })
    label.textContent = name
    art.append(label)
  })
  return art
}
function route({ lane, source }) {
  if (lane === 'webhook') return [2, 3]
  if (lane === 'okta-admin') return [0, 1]
  return source === 'mock-okta' ? [1, 2] : [0, 2]
}
function laneArt([from, to], bad) {
  const art = svg('svg', { class: 'lane-art', viewBox: '0 0 240 26', 'aria-hidden': 'true' })
  for (const x of LANE_X) art.append(svg('line', { x1: x, x2: x, y1: 0, y2: 26 }))
  const tone = bad ? ' bad' : ''
  const end = LANE_X[to]
  art.append(svg('path', { class: 'arrow' + tone, d: 'M' + LANE_X[from] + ' 13H' + (end - 7) }))
  art.append(svg('path', { class: 'head' + tone, d: 'M' + end + ' 13l-9 -5v10z' }))
  return art
}

function exchangeRow(exchange, data, begin) {
  const way = route(exchange)
  // Of a webhook that the user's module tells of nobody saw the answer.
  const told = exchange.source === 'observers'
  const bad = !told && (exchange.status === undefined || exchange.status >= 500)
  // What the suite asks of its own Okta and its own server is part of no provisioning: it stands back.
  const aside = exchange.lane === 'okta-admin' ? exchange.method === 'GET' && exchange.url.includes('/api/v1/scimulate/') : exchange.lane === 'product' && exchange.url.includes('/v1/scimulate/')
  const row = make('details', aside ? 'exchange aside' : 'exchange')
  const line = make('summary')
  line.append(laneArt(way, bad))
  line.append(make('span', 'who', LANES[way[0]] + ' → ' + (exchange.lane === 'product' ? 'Product API' : LANES[way[1]])))
  line.append(make('span', 'call', labelOf(exchange)))
  line.append(make('span', 'status' + (bad ? ' bad' : ''), told ? 'told' : (exchange.status ?? 'no answer')))
  line.append(make('small', 'ms', '+' + Math.round(exchange.at - begin) + ' ms' + (told ? '' : ', took ' + exchange.ms)))
  row.append(line)
  row.addEventListener('toggle', () => {
    if (row.open && row.childElementCount === 1) row.append(panel(exchange, data))
  })
  return row
}

function labelOf({ lane, method, url, body }) {
  if (lane === 'webhook') {
    try {
      const event = JSON.parse(body)
      const type = event.type ?? event.event_type ?? [event.source, event.object_type, event.action].filter(Boolean).join('.').toLowerCase()
      return ('webhook ' + type).slice(0, 300)
    } catch { return 'webhook' }
  }
  const at = URL.canParse(url) ? new URL(url) : undefined
  const path = at ? at.pathname + at.search : url
  let shown = path
  try { shown = decodeURIComponent(path) } catch { /* shown as it was sent */ }
  // Where the server keeps its SCIM is the same in every row; the whole URL stands in the panel.
  if (lane === 'scim') shown = shown.replace(/^\\/.*?(?=\\/(Users|Groups|Me|Bulk|Schemas|ResourceTypes|ServiceProviderConfig|[.]search)(?![\\w-]))/, '…')
  return (lane === 'product' ? 'product: ' : '') + method + ' ' + (shown.length > 300 ? shown.slice(0, 300) + '…' : shown)
}

function panel(exchange, data) {
  const box = make('div', 'panel')
  if (exchange.source === 'observers') {
    box.append(make('h4', '', 'As --observers told it'), bodyOf(pretty(exchange.body)))
    return box
  }
  const headers = data.headers[exchange.sent]
  const sent = make('div')
  sent.append(make('h4', '', 'Request ' + exchange.id))
  sent.append(make('pre', '', exchange.method + ' ' + exchange.url))
  sent.append(make('pre', 'headers', headers.map(([name, value]) => name + ': ' + value).join('\\n')))
  if (exchange.body) sent.append(bodyOf(pretty(exchange.body)))
  const got = make('div')
  got.append(make('h4', '', exchange.status === undefined ? 'No answer' : 'Answer ' + exchange.status))
  if (exchange.error) got.append(make('pre', '', exchange.error))
  if (exchange.got !== undefined) got.append(make('pre', 'headers', data.headers[exchange.got].map(([name, value]) => name + ': ' + value).join('\\n')))
  if (exchange.answer) got.append(bodyOf(pretty(exchange.answer)))
  const tools = make('div', 'tools')
  const button = make('button', 'copy', 'Copy as curl')
  button.type = 'button'
  button.copyText = curlOf({ method: exchange.method, url: exchange.url, headers: Object.fromEntries(headers), body: exchange.body })
  tools.append(button)
  box.append(sent, got, tools)
  return box
}

function bodyOf(text) {
  const body = make('pre', 'body', text)
  body.tabIndex = 0
  return body
}
function pretty(text) {
  try { return JSON.stringify(JSON.parse(text), null, 2) } catch { return text }
}
`
