// Tells the suite what the product behind this SCIM server knows of people, and which events it told.
// Use: npm run bdd -- --observers examples/scimmy/observers.mjs   (SCIMMY_URL is start.mjs's "url")
const product = process.env.SCIMMY_URL

async function ask(path) {
  const answer = await fetch(product + path)
  return answer.status === 404 ? undefined : answer.json()
}

/** The member that a userName belongs to: {id, status, email, name}. */
export function member(userName) {
  return ask(`/members/${encodeURIComponent(userName)}`)
}

/** All events after the first `since`, in the words of the suite. */
export async function webhooks(since) {
  return (await ask('/events')).slice(since)
}
