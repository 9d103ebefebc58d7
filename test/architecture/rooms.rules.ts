import type { Source } from './source.ts'

// architecture.md, "Import order": a room imports only what stands to its left. Rooms of one list entry stand beside
// each other and do not know each other.
const ORDER: readonly (readonly string[])[] = [
  ['kernel/lib'], ['config'], ['kernel/db'], ['kernel/jobs'], ['kernel/notifications', 'kernel/http'],
  ['domain/audit'], ['domain/pegawai'], ['domain/accounts'], ['domain/mfa'], ['domain/clients'], ['domain/keys'],
  ['domain/sessions'], ['domain/kepegawaian', 'domain/permohonan'],
  ['oidc'],
  // The files of doors/ itself: the authorization table and what every door needs.
  ['doors'],
  [
    'doors/masuk', 'doors/portal', 'doors/akun', 'doors/pengembang', 'doors/disposisi', 'doors/keamanan', 'doors/admin',
    'doors/pembantu', 'doors/inventaris', 'doors/bkd', 'doors/pimpinan', 'doors/api',
  ],
  ['seed'],
  ['cli'],
  ['app'],
]

const PLACES = new Map(ORDER.flatMap((rooms, place) => rooms.map((room) => [room, place] as const)))

/** Packages that one room alone may load. Types cost nothing and may be named anywhere. */
const KEPT: readonly (readonly [name: string, room: string])[] = [
  ['oidc-provider', 'oidc'], ['argon2', 'domain/accounts'], ['otplib', 'domain/mfa'], ['@simplewebauthn/server', 'domain/mfa'],
]

/** The room of a file under src/; undefined for a file elsewhere. */
export function roomOf(path: string): string | undefined {
  const [top, first = '', second] = path.split('/')
  if (top !== 'src') return undefined
  // Both read the environment: what this instance is told, and what it keeps to itself.
  if (['config.ts', 'secrets.ts'].includes(first)) return 'config'
  if (second === undefined) return 'app'
  const isRoom = ['kernel', 'domain', 'doors'].includes(first) && path.split('/').length > 3
  return isRoom ? `${first}/${second}` : first
}

/** Imports against the order, rooms without a place, packages outside their room, and demo/ or src/ in each other. */
export function misplacedImports(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, imports }) => {
    const room = roomOf(path)
    const place = room === undefined ? undefined : PLACES.get(room)
    const wrong: string[] = []
    if (room !== undefined && place === undefined) wrong.push(`${path}: the room ${room} has no place in the order`)
    for (const { file, package: name, typeOnly } of imports) {
      const target = file === undefined ? undefined : roomOf(file)
      const targetPlace = target === undefined ? undefined : PLACES.get(target)
      if (room !== undefined && file?.endsWith('.ts') && target === undefined) wrong.push(`${path}: ${file} is not in src/`)
      if (path.startsWith('demo/') && file?.endsWith('.ts') && !file.startsWith('demo/')) {
        wrong.push(`${path}: ${file} is not in demo/`)
      }
      if (place !== undefined && targetPlace !== undefined && room !== target && targetPlace >= place) {
        wrong.push(`${path}: ${room} must not import ${file}`)
      }
      const keeper = KEPT.find(([kept]) => kept === name)?.[1]
      if (keeper !== undefined && room !== undefined && room !== keeper && !typeOnly) {
        wrong.push(`${path}: ${name} is loaded in ${keeper} alone`)
      }
    }
    return wrong
  })
}

/** Files that import each other in a ring, each ring once, written from its first file in the alphabet. */
export function cycles(sources: readonly Source[]): string[] {
  const edges = new Map(sources.map(({ path, imports }) => [path, imports.flatMap(({ file }) => file ?? [])]))
  const found = new Set<string>()
  const done = new Set<string>()
  const walk = (path: string, trail: string[]): void => {
    const seen = trail.indexOf(path)
    if (seen >= 0) {
      const ring = trail.slice(seen)
      const first = ring.indexOf([...ring].sort()[0] ?? '')
      found.add([...ring.slice(first), ...ring.slice(0, first), ring[first]].join(' > '))
    }
    if (done.has(path) || seen >= 0) return
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) walk(path, [])
  return [...found].sort()
}
