import { curlOf } from './curl.ts'
import { TIMELINE_SCRIPT } from './timeline-script.ts'

/**
 * What the page does when scripts may run. Everything from outside enters the page as text, never as
 * markup; nothing is fetched.
 */
export const SCRIPT = `'use strict'
const curlOf = (() => { ${curlOf.toString()}; return curlOf })()
const byId = (id) => document.getElementById(id)
const make = (name, className, text) => {
  const element = document.createElement(name)
  if (className) element.className = className
  if (text !== undefined) element.textContent = visible(text)
  return element
}
const visible = (text) => String(text).replace(/(?![\\t\\n\\r\\u200c\\u200d])[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]/gu,
  (c) => '\\u27e8U+' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0') + '\\u27e9')
${TIMELINE_SCRIPT}
const themes = ['auto', 'light', 'dark']
function setTheme(theme) {
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.dataset.theme = theme
  const button = byId('theme')
  if (button) button.textContent = 'Theme: ' + theme
}
function savedTheme() {
  try { return themes.includes(localStorage.scimulateTheme) ? localStorage.scimulateTheme : 'auto' } catch { return 'auto' }
}
function nextTheme() {
  const theme = themes[(themes.indexOf(document.documentElement.dataset.theme ?? 'auto') + 1) % themes.length]
  try { localStorage.scimulateTheme = theme } catch { /* a page without storage forgets */ }
  setTheme(theme)
}
setTheme(savedTheme())

async function copy(button, text) {
  const label = button.textContent
  try { await navigator.clipboard.writeText(text) } catch { copyBySelection(text) }
  button.textContent = 'Copied'
  setTimeout(() => { button.textContent = label }, 1500)
}
function copyBySelection(text) {
  const area = make('textarea', 'visually-hidden')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

const filterIds = ['text', 'verdict', 'level', 'area']
function filter() {
  const [text, verdict, level, area] = filterIds.map((id) => byId('filter-' + id).value)
  const words = text.toLowerCase().split(/\\s+/).filter(Boolean)
  const rows = document.querySelectorAll('.matrix tbody tr')
  let shown = 0
  for (const row of rows) {
    const { dataset } = row
    const fits = (!verdict || dataset.verdict === verdict) && (!level || dataset.level === level) && (!area || dataset.area === area)
    const found = fits && (words.length === 0 || words.every((word) => row.textContent.toLowerCase().includes(word)))
    row.hidden = !found
    if (found) shown += 1
  }
  document.querySelector('.shown').textContent = shown === rows.length ? shown + ' requirements' : shown + ' of ' + rows.length + ' requirements shown'
}
function clearFilters() {
  for (const id of filterIds) byId('filter-' + id).value = ''
  filter()
}

function goToHash() {
  let id
  try { id = decodeURIComponent(location.hash.slice(1)) } catch { return }
  const target = id && byId(id)
  if (!target) return
  if (target.hidden) clearFilters()
  for (let node = target; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true
  target.scrollIntoView()
}

function onClick(event) {
  const { target } = event
  if (target.id === 'theme') return nextTheme()
  if (target.id === 'filter-clear') return clearFilters()
  if (target.matches('.copy')) return copy(target, target.copyText ?? target.parentElement.querySelector('pre').textContent)
  const link = target.closest('a[href^="#"]')
  if (!link) return
  if (link.dataset.show) {
    clearFilters()
    byId('filter-verdict').value = [...byId('filter-verdict').options].some(({ value }) => value === link.dataset.show) ? link.dataset.show : ''
    filter()
  }
  if (link.hash === location.hash) goToHash()
}
function onKey(event) {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return
  event.preventDefault()
  byId('filter-text').focus()
}

document.addEventListener('DOMContentLoaded', () => {
  setTheme(savedTheme())
  document.addEventListener('click', onClick)
  document.addEventListener('keydown', onKey)
  document.addEventListener('toggle', ({ target }) => {
    if (target.matches('.scenario[open]')) void showTimeline(target)
  }, true)
  for (const id of filterIds) byId('filter-' + id).addEventListener('input', filter)
  addEventListener('hashchange', goToHash)
  addEventListener('beforeprint', () => { for (const one of document.querySelectorAll('details.feature, details.mild, .cause details')) one.open = true })
  goToHash()
})
`
