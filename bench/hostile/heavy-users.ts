import { USER } from '../urns.ts'
import { filled, type Heavy, MOST_BYTES, patch, post, put, type Victims } from './heavy.ts'

export function users(tag: string, { userId }: Victims): Heavy[] {
  const base = { schemas: [USER], userName: `${tag}@example.com` }
  const emails = (type: string) => (n: number) => ({ value: `${tag}.${n}@example.com`, type })
  return [
    post('a user of a megabyte of text', '/Users', {
      ...base,
      userName: `${tag}a`,
      displayName: 'x'.repeat(900_000),
    }),
    post('a user of many e-mails', '/Users', {
      ...base,
      userName: `${tag}b`,
      emails: filled(emails('work')),
    }),
    post('a user of the same e-mail many times', '/Users', {
      ...base,
      userName: `${tag}c`,
      emails: filled(() => ({ value: 'a@example.com', type: 'work' })),
    }),
    post('a user of many primary e-mails', '/Users', {
      ...base,
      userName: `${tag}d`,
      emails: filled((n) => ({ value: `${n}@e.com`, primary: true })),
    }),
    post('a user of many attributes that nobody knows', '/Users', {
      ...base,
      userName: `${tag}e`,
      ...Object.fromEntries(filled((n) => [`unknown${n}`, n])),
    }),
    post('a user of many schemas', '/Users', {
      ...base,
      userName: `${tag}f`,
      schemas: [USER, ...filled((n) => `urn:x:${n}`)],
    }),
    {
      name: 'a user of deep nesting',
      method: 'POST',
      path: '/Users',
      body: `{"schemas":["${USER}"],"userName":"${tag}g","name":${'['.repeat(450_000)}${']'.repeat(450_000)}}`,
    },
    {
      name: 'a user of deep objects',
      method: 'POST',
      path: '/Users',
      body: `{"schemas":["${USER}"],"userName":"${tag}h","name":${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}}`,
    },
    {
      name: 'a body that is no JSON',
      method: 'POST',
      path: '/Users',
      body: '['.repeat(MOST_BYTES - 10),
    },
    put('a user of many addresses, replaced', `/Users/${userId}`, {
      ...base,
      userName: `${tag}i`,
      addresses: filled((n) => ({ formatted: `${n}`, type: `t${n}` })),
    }),
    put('a user of many roles, replaced', `/Users/${userId}`, {
      ...base,
      userName: `${tag}j`,
      roles: filled((n) => ({ value: `${n}` })),
    }),
  ]
}

export function patches(tag: string, { userId }: Victims): Heavy[] {
  const on = (name: string, operations: readonly unknown[]) =>
    patch(name, `/Users/${userId}`, operations)
  const add = (n: number) => ({ op: 'add', path: 'emails', value: [{ value: `${n}@e.com` }] })
  const operations = Array.from({ length: 1_000 }, (_, n) => n)
  return [
    on('a thousand operations that add one e-mail', operations.map(add)),
    on('one operation that adds many e-mails', [
      { op: 'add', path: 'emails', value: filled((n) => ({ value: `${tag}${n}@e.com` })) },
    ]),
    on('a thousand operations that filter many e-mails', [
      { op: 'replace', path: 'emails', value: filled((n) => ({ value: `${n}@e.com` }), 600_000) },
      ...operations.slice(1).map((n) => ({
        op: 'replace',
        path: `emails[value eq "${n}@e.com" and not (type sw "${'y'.repeat(20)}")].type`,
        value: 'home',
      })),
    ]),
    on('a thousand removals from many e-mails', [
      { op: 'replace', path: 'emails', value: filled((n) => ({ value: `${n}@e.com` }), 600_000) },
      ...operations.slice(1).map((n) => ({ op: 'remove', path: `emails[value co "${n}@"]` })),
    ]),
    on(
      'many operations, more than are allowed',
      filled((n) => ({ op: 'add', path: 'nickName', value: `${n}` })),
    ),
    on(
      'a thousand whole values',
      operations.map((n) => ({
        op: 'replace',
        value: { emails: Array.from({ length: 20 }, (_, i) => ({ value: `${n}.${i}@e.com` })) },
      })),
    ),
    on('a long path', [{ op: 'replace', path: 'a.'.repeat(400_000), value: 1 }]),
    on('a long value filter', [
      { op: 'replace', path: `emails[${'('.repeat(400_000)}value pr]`, value: 1 },
    ]),
    on('a value filter of many comparisons', [
      {
        op: 'replace',
        path: `emails[${filled((n) => `value eq "${n}"`).join(' or ')}].type`,
        value: 'x',
      },
    ]),
  ]
}
