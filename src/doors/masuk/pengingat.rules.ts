const DAY_MS = 24 * 60 * 60 * 1000

/** @returns whole days from one official day to another, YYYY-MM-DD each */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS
