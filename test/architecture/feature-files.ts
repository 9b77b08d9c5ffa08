import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { type GherkinDocument, IdGenerator, type Pickle, type Rule } from '@cucumber/messages'

export const FEATURES = join(__dirname, '..', '..', 'features')

export interface FeatureFile {
  /** Its path below `features/`. */
  readonly name: string
  readonly document: GherkinDocument
}

/** Every feature file, read as cucumber reads it. */
export function featureFiles(): FeatureFile[] {
  return readdirSync(FEATURES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.feature'))
    .map((name) => ({ name, document: parse(readFileSync(join(FEATURES, name), 'utf8')) }))
}

export function parse(text: string): GherkinDocument {
  const builder = new AstBuilder(IdGenerator.uuid())
  return new Parser(builder, new GherkinClassicTokenMatcher()).parse(text)
}

export function rulesOf(document: GherkinDocument): Rule[] {
  return (document.feature?.children ?? []).flatMap(({ rule }) => rule ?? [])
}

/** What would run: outlines are filled in, backgrounds and inherited tags are there. */
export function picklesOf({ name, document }: FeatureFile): readonly Pickle[] {
  return compile(document, name, IdGenerator.uuid())
}
