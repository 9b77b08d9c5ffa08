const BADGE = 'urn:example:params:scim:schemas:extension:badge:2.0:User'
const PRINTER = 'urn:example:params:scim:schemas:core:2.0:Printer'

/**
 * What a company might add: our own server has it in every run, so that what no built-in schema has (whole
 * numbers, immutable attributes, attributes that come on request, types of resources) is looked at too.
 */
export const EXAMPLE_SCHEMAS = {
  schemas: [
    {
      id: BADGE,
      name: 'Badge',
      attributes: [
        { name: 'level', type: 'integer' },
        { name: 'number', mutability: 'immutable', caseExact: true },
        { name: 'remark', returned: 'request' },
      ],
    },
    {
      id: PRINTER,
      name: 'Printer',
      attributes: [
        { name: 'displayName', required: true },
        { name: 'pages', type: 'integer' },
      ],
    },
  ],
  resourceTypes: [
    { name: 'User', schemaExtensions: [{ schema: BADGE }] },
    { name: 'Printer', endpoint: '/Printers', schema: PRINTER },
  ],
} as const
