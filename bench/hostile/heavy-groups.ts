import { GROUP } from '../urns.ts'
import { filled, type Heavy, patch, post, put, type Victims } from './heavy.ts'

export function groups(tag: string, { groupId, members }: Victims): Heavy[] {
  const people = members.map((value) => ({ value }))
  const many = filled((n) => people[n % people.length])
  return [
    post('a group of many members', '/Groups', {
      schemas: [GROUP],
      displayName: `${tag}a`,
      members: many,
    }),
    post('a group of members who do not exist', '/Groups', {
      schemas: [GROUP],
      displayName: `${tag}b`,
      members: filled((n) => ({ value: `nobody-${n}` })),
    }),
    put('a group replaced', `/Groups/${groupId}`, {
      schemas: [GROUP],
      displayName: `${tag}c`,
      members: many,
    }),
    patch('many members added', `/Groups/${groupId}`, [
      { op: 'add', path: 'members', value: many },
    ]),
    patch('members removed by what they are', `/Groups/${groupId}`, [
      { op: 'remove', path: 'members[type eq "Group" or display co "zz"]' },
    ]),
    patch('members replaced by many', `/Groups/${groupId}`, [
      { op: 'replace', path: 'members', value: many },
    ]),
    patch(
      'a thousand members removed one by one',
      `/Groups/${groupId}`,
      people
        .slice(0, 1_000)
        .map(({ value }) => ({ op: 'remove', path: `members[value eq "${value}"]` })),
    ),
    patch(
      'a thousand members added one by one',
      `/Groups/${groupId}`,
      people.slice(0, 1_000).map((one) => ({ op: 'add', path: 'members', value: [one] })),
    ),
  ]
}
