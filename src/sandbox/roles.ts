/** The shortest and the longest chain of roles that a hierarchy definition may have. */
export const FEWEST_ROLES = 2;
export const MOST_ROLES = 8;

/** Roles from the top; each is part of chains of at least so many roles. */
const CHAIN: readonly (readonly [role: string, from: number])[] = [
  ['Group_Head', 8],
  ['Country_Head', 6],
  ['Regional_Manager', 4],
  ['Senior_Manager', 3],
  ['Manager', 2],
  ['Team_Lead', 5],
  ['Senior_Associate', 7],
  ['Associate', 2],
];

/** Role codes of a hierarchy definition, from the root's down. */
export function roleChain(roles: number): readonly string[] {
  return CHAIN.filter(([, from]) => from <= roles).map(([role]) => role);
}
