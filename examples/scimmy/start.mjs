// A SCIM server made with scimmy-routers, as its documentation shows, with users and groups in memory.
import { randomBytes, randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import express from 'express'
import SCIMMY from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535) {
  console.error(`--port must be a number from 0 to 65535, not "${values.port}"`)
  process.exit(2)
}
const token = randomBytes(24).toString('hex')

/** The product around it, as small as can be: who is a member, and what has happened. */
const members = new Map()
const events = []

function tell(user, gone) {
  const before = members.get(user.id)
  const status = gone || user.active === false ? 'deleted' : 'active'
  const name = [user.name?.givenName, user.name?.familyName].filter(Boolean).join(' ')
  const after = { id: user.id, status, email: user.userName, name }
  if (JSON.stringify(before) === JSON.stringify(after)) return
  members.set(user.id, after)
  const action = before === undefined ? 'create' : status === 'deleted' ? 'delete' : 'update'
  events.push({ type: `scim.member.${action}`, at: new Date().toISOString() })
}

const folded = (value) => String(value).toLowerCase()

/** The one value of an attribute that a filter asks for, when it asks for nothing else. */
function soleValue(filter, attribute) {
  const [asked, ...others] = filter ?? []
  const [name, ...more] = Object.keys(asked ?? {})
  if (others.length > 0 || more.length > 0 || name !== attribute) return undefined
  const [operator, value] = asked[name]
  return operator === 'eq' ? value : undefined
}

/** What one type of resource needs: the same three handlers for users and groups. */
function keep(Resource, unique, changed = () => {}) {
  const kept = new Map()
  /** Which resource has a value that only one may have: nothing that is asked often is a scan. */
  const ids = new Map()
  const known = (id) => {
    const found = kept.get(id)
    if (found === undefined) throw new SCIMMY.Types.Error(404, null, `Resource ${id} not found`)
    return found
  }
  const take = (id, before, data) => {
    if (!unique) return
    const key = folded(data[unique])
    if ((ids.get(key) ?? id) !== id) {
      throw new SCIMMY.Types.Error(409, 'uniqueness', 'The value is taken')
    }
    if (before) ids.delete(folded(before[unique]))
    ids.set(key, id)
  }
  const byValue = (value) => {
    const id = ids.get(folded(value))
    return id === undefined ? [] : [known(id)]
  }
  SCIMMY.Resources.declare(Resource)
    .ingress((resource, data) => {
      const before = resource.id ? known(resource.id) : undefined
      const id = before?.id ?? randomUUID()
      take(id, before, data)
      const now = new Date()
      const made = JSON.parse(JSON.stringify(data))
      const meta = { created: before?.meta.created ?? now, lastModified: now }
      kept.set(id, { ...made, id, meta })
      changed(kept.get(id), false)
      return kept.get(id)
    })
    .egress(({ id, filter, constraints }) => {
      if (id) return known(id)
      if (!filter) return list(kept, constraints)
      const wanted = unique && soleValue(filter, unique)
      return wanted === undefined ? filter.match([...kept.values()]) : byValue(wanted)
    })
    .degress((resource) => {
      const gone = known(resource.id)
      changed(gone, true)
      if (unique) ids.delete(folded(gone[unique]))
      kept.delete(resource.id)
    })
}

function list(kept, { sortBy, startIndex = 1, count = 20 } = {}) {
  return sortBy || startIndex > 1 ? [...kept.values()] : firstOf(kept, count)
}

/** The first few of all, in a list as long as all of them: scimmy counts its length. */
function firstOf(kept, count) {
  const list = []
  for (const resource of kept.values()) {
    if (list.length >= count) break
    list.push(resource)
  }
  list.length = kept.size
  return list
}

SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false)
keep(SCIMMY.Resources.User, 'userName', tell)
keep(SCIMMY.Resources.Group)

const app = express()
app.use(
  '/scim/v2',
  new SCIMMYRouters({
    type: 'bearer',
    handler: (request) => {
      if (request.header('Authorization') !== `Bearer ${token}`) throw new Error('Not authorized')
      return 'scimulate'
    },
  }),
)

app.get('/members/:userName', (request, response) => {
  const found = [...members.values()].find(({ email }) => email === request.params.userName)
  response.status(found ? 200 : 404).json(found)
})
app.get('/events', (_request, response) => response.json(events))

const server = app.listen(Number(values.port), '127.0.0.1', (error) => {
  if (error) {
    console.error(error.message)
    process.exit(2)
  }
  const url = `http://127.0.0.1:${server.address().port}`
  console.log(JSON.stringify({ ready: true, url, scim: { baseUrl: `${url}/scim/v2`, token } }))
})

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.closeAllConnections()
    server.close(() => process.exit(0))
  })
}
