/** Numbers inside an id in their order: section 3.10 comes after 3.9. */
export const compareIds = new Intl.Collator('en', { numeric: true }).compare
