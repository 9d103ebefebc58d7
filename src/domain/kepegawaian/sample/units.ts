import { createHash } from 'node:crypto'
import { profileOf } from './opd.ts'

/** The seeded units of seeds/unit.json, grown downwards to Bidang, Subbagian and Seksi, each with its post. */

/** What the generator needs of a row of seeds/unit.json. */
export interface SeedUnit {
  slug: string
  nama: string
  jenis: string
  /** slug of the parent, null for the province */
  induk: string | null
  kode: string
  external_id: string
}

export interface SampleUnit {
  id: string
  indukId: string | null
  nama: string
  /** 15 invented digits */
  kode: string
  jenis: string
  /** slug of the seeded unit it is or belongs to */
  opd: string
  /** 0 a seeded unit, 1 right below it, 2 the smallest part */
  level: 0 | 1 | 2
  /** the post that leads it; the province has none, its governor is no pegawai */
  head?: Post
}

/** A structural post: one place, held by one person or vacant. */
export interface Post {
  jabatanId: string
  nama: string
  /** SIASN code, domain.md section 3 */
  eselon: string
}

interface Branch {
  jenis: string
  nama: string
  eselon: string
  jabatan?: string
  parts?: Branch[]
}

/** An id in the look of SIASN's, the same for the same words. */
export function nameId(...words: string[]): string {
  return createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 32).toUpperCase()
}

/** All units in the order of the tree: every parent stands before its parts. */
export function growUnits(seeds: readonly SeedUnit[]): SampleUnit[] {
  const idOf = new Map(seeds.map((seed) => [seed.slug, seed.external_id]))
  return seeds.flatMap((seed) => {
    const head = headOf(seed)
    const root: SampleUnit = {
      id: seed.external_id,
      indukId: seed.induk === null ? null : (idOf.get(seed.induk) ?? null),
      nama: seed.nama,
      kode: seed.kode,
      jenis: seed.jenis,
      opd: seed.slug,
      level: 0,
      head: head && post(seed.external_id, ...head),
    }
    return [root, ...growBranches(root, branchesOf(seed), root.kode.slice(0, 6), 1)]
  })
}

/** Two more digits of the code for each level below the seeded unit. */
function growBranches(parent: SampleUnit, branches: Branch[], prefix: string, level: 1 | 2): SampleUnit[] {
  return branches.flatMap((branch, index) => {
    const digits = `${prefix}${String(index + 1).padStart(2, '0')}`
    const id = nameId(parent.id, branch.nama)
    const unit: SampleUnit = {
      id,
      indukId: parent.id,
      nama: branch.nama,
      kode: digits.padEnd(15, '0'),
      jenis: branch.jenis,
      opd: parent.opd,
      level,
      head: post(id, branch.jabatan ?? `Kepala ${branch.nama}`, branch.eselon),
    }
    return [unit, ...growBranches(unit, branch.parts ?? [], digits, 2)]
  })
}

function post(unitId: string, nama: string, eselon: string): Post {
  return { jabatanId: nameId('jabatan', unitId, nama), nama, eselon }
}

function headOf({ jenis, nama }: SeedUnit): [jabatan: string, eselon: string] | undefined {
  switch (jenis) {
    case 'Provinsi': return undefined
    case 'Sekretariat Daerah': return ['Sekretaris Daerah', '12']
    case 'Sekretariat DPRD': return ['Sekretaris DPRD', '21']
    case 'Inspektorat': return ['Inspektur', '21']
    case 'Biro': return [`Kepala ${nama}`, '22']
    case 'RSUD': return [`Direktur ${nama}`, '22']
    case 'Badan Penghubung':
    case 'UPTD/Balai': return [`Kepala ${nama}`, '31']
    default: return [`Kepala ${nama}`, '21']
  }
}

function branchesOf(seed: SeedUnit): Branch[] {
  const { topics } = profileOf(seed.slug)
  switch (seed.jenis) {
    case 'Provinsi': return []
    case 'Sekretariat Daerah': return ASSISTANTS
    case 'Biro':
    case 'Sekretariat DPRD': return topics.map((topic) => withParts('Bagian', topic, '31', 'Subbagian', '41'))
    case 'Inspektorat': return [secretariat(seed), ...topics.map((topic) => inspector(topic))]
    case 'Badan Penghubung':
    case 'UPTD/Balai': return [office('42'), ...topics.map((topic) => small('Seksi', topic, '42'))]
    case 'RSUD': return [withParts('Bagian', 'Umum dan Keuangan', '32', 'Subbagian', '41'), ...fields(topics, 'Seksi')]
    case 'Badan': return [secretariat(seed), ...fields(topics, 'Subbidang')]
    default: return [secretariat(seed), ...fields(topics, 'Seksi')]
  }
}

const ASSISTANTS: Branch[] = [
  'Pemerintahan dan Kesejahteraan Rakyat', 'Perekonomian dan Pembangunan', 'Administrasi Umum',
].map((topic) => ({ jenis: 'Asisten', nama: `Asisten ${topic}`, jabatan: `Asisten ${topic}`, eselon: '21' }))

function secretariat(seed: SeedUnit): Branch {
  return {
    jenis: 'Sekretariat',
    nama: 'Sekretariat',
    jabatan: `Sekretaris ${seed.nama}`,
    eselon: '31',
    parts: ['Umum dan Kepegawaian', 'Keuangan', 'Perencanaan, Evaluasi dan Pelaporan']
      .map((topic) => small('Subbagian', topic, '41')),
  }
}

/**
 * The Bidang. In every second one the posts of eselon IV have become functional (PermenPANRB 28/2019,
 * domain.md section 3), so it has no parts.
 */
function fields(topics: readonly string[], part: string): Branch[] {
  return topics.map((topic, index) =>
    index % 2 === 0 ? withParts('Bidang', topic, '32', part, '41') : small('Bidang', topic, '32'))
}

function withParts(jenis: string, topic: string, eselon: string, part: string, partEselon: string): Branch {
  return {
    ...small(jenis, topic, eselon),
    parts: ['Layanan', 'Evaluasi'].map((task) => small(part, `${task} ${topic}`, partEselon)),
  }
}

function inspector(topic: string): Branch {
  const nama = `Inspektur Pembantu ${topic}`
  return { jenis: 'Inspektur Pembantu', nama, jabatan: nama, eselon: '31' }
}

function office(eselon: string): Branch {
  return small('Subbagian', 'Tata Usaha', eselon)
}

function small(jenis: string, topic: string, eselon: string): Branch {
  return { jenis, nama: `${jenis} ${topic}`, eselon }
}
