/* What a page can do besides with a script: nothing here is needed to use it. */

document.documentElement.classList.add('scripted')

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]')
  if (button === null) return
  navigator.clipboard.writeText(button.dataset.copy).then(
    () => tell(button, 'Copied'),
    () => tell(button, 'Select and copy it'),
  )
})

function tell(button, text) {
  const before = button.textContent
  button.textContent = text
  setTimeout(() => {
    button.textContent = before
  }, 1500)
}

/** Takes what has changed on this page from a fresh copy, but for where somebody is at work. */
async function refresh() {
  const parts = [...document.querySelectorAll('[data-live]')]
  if (parts.length === 0) return
  const answer = await fetch(location.href, { headers: { 'scimulate-live': 'yes' } }).catch(
    () => undefined,
  )
  if (answer === undefined || !answer.ok) return
  const at = document.activeElement
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of parts) {
    const other = fresh.getElementById(part.id)
    const within = part.contains(at)
    if (other === null || (within && !at.matches('a'))) continue
    if (part.innerHTML === other.innerHTML) continue
    const next = document.importNode(other, true)
    part.replaceWith(next)
    if (within) sameLink(next, at.getAttribute('href'))?.focus()
  }
}

function sameLink(part, href) {
  return [...part.querySelectorAll('a')].find((link) => link.getAttribute('href') === href)
}

/** An entry that has come: at the end of its group, and a new group at the top. */
function place({ group, groupHtml, id, html }) {
  if (document.getElementById(id) !== null) return
  const list = document.getElementById('beside-list')
  if (list === null) return
  document.getElementById('beside-empty')?.remove()
  if (document.getElementById(group) === null) list.insertAdjacentHTML('afterbegin', groupHtml)
  document.getElementById(group).querySelector('ol').insertAdjacentHTML('beforeend', html)
}

const { events } = document.body.dataset
if (events) {
  const last = document.getElementById('beside-list')?.dataset.last ?? ''
  const source = new EventSource(`${events}?after=${encodeURIComponent(last)}`)
  source.addEventListener('entry', (event) => place(JSON.parse(event.data)))
  source.addEventListener('changed', () => void refresh())
  addEventListener('pagehide', () => source.close())
}
