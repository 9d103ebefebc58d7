/** Units that the source still names though they are closed: whoever sits there sits in their successor. */

export interface FollowedUnits {
  /** living unit by the source's id */
  readonly unitIdOf: ReadonlyMap<string, string>
  /** ids of the source whose unit is closed */
  readonly closed: ReadonlySet<string>
}

/**
 * @param unitIdOf unit by the source's id, closed ones among them
 * @param successors living unit by the id of a closed one
 */
export function followSuccessors(
  unitIdOf: ReadonlyMap<string, string>, successors: ReadonlyMap<string, string>,
): FollowedUnits {
  if (successors.size === 0) return { unitIdOf, closed: new Set() }
  const closed = [...unitIdOf].filter(([, id]) => successors.has(id)).map(([externalId]) => externalId)
  return {
    unitIdOf: new Map([...unitIdOf].map(([externalId, id]) => [externalId, successors.get(id) ?? id])),
    closed: new Set(closed),
  }
}
