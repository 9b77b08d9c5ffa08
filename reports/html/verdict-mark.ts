import type { Verdict } from '../verdicts/verdict.ts'
import { type Html, html } from './html.ts'

/** A verdict as a word, never as a colour alone. */
export function verdictMark(verdict: Verdict): Html {
  return html`<span class="mark ${verdict}">${verdict.replace('_', ' ')}</span>`
}
