/** Assignments as offices write them, in the order in which they are told: who stands in for a post says so first. */
export const PENUGASAN_LABELS = { PLT: 'Plt', PLH: 'Plh', PJ: 'Pj', TT: 'Tugas tambahan' } as const
