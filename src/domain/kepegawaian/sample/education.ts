import type { Random } from './random.ts'

/** Education of the sample people and the titles it puts before and behind a name. */

export type Education = 'SD' | 'SMA' | 'D3' | 'S1' | 'S2' | 'S3'

export interface Titles {
  gelarDepan?: string
  gelarBelakang?: string
}

type Field = readonly [d3: string, s1: string, s2: string]

const GENERAL: readonly Field[] = [
  ['A.Md.', 'S.Sos.', 'M.Si.'], ['A.Md.', 'S.E.', 'M.M.'], ['A.Md.', 'S.H.', 'M.H.'], ['A.Md.', 'S.IP.', 'M.Si.'],
  ['A.Md.', 'S.A.P.', 'M.A.P.'], ['A.Md.T.', 'S.T.', 'M.T.'], ['A.Md.', 'S.I.Kom.', 'M.I.Kom.'],
  ['A.Md.Kom.', 'S.Kom.', 'M.Kom.'],
]

const FIELDS: Record<string, Field> = {
  Guru: ['A.Md.Pd.', 'S.Pd.', 'M.Pd.'],
  'Pamong Belajar': ['A.Md.Pd.', 'S.Pd.', 'M.Pd.'],
  Perawat: ['A.Md.Kep.', 'S.Kep., Ns.', 'M.Kep.'],
  Bidan: ['A.Md.Keb.', 'S.Tr.Keb.', 'M.Keb.'],
  Apoteker: ['A.Md.Farm.', 'S.Farm., Apt.', 'M.Farm.'],
  'Pranata Laboratorium Kesehatan': ['A.Md.A.K.', 'S.Tr.Kes.', 'M.Kes.'],
  'Administrator Kesehatan': ['A.Md.Kes.', 'S.K.M.', 'M.K.M.'],
  'Epidemiolog Kesehatan': ['A.Md.Kes.', 'S.K.M.', 'M.Epid.'],
  Nutrisionis: ['A.Md.Gz.', 'S.Gz.', 'M.Gizi'],
  'Pranata Komputer': ['A.Md.Kom.', 'S.Kom.', 'M.Kom.'],
  Sandiman: ['A.Md.', 'S.Tr.TP.', 'M.T.'],
  Statistisi: ['A.Md.Stat.', 'S.Stat.', 'M.Stat.'],
  Arsiparis: ['A.Md.', 'S.Hum.', 'M.Hum.'],
  Pustakawan: ['A.Md.', 'S.I.Pust.', 'M.I.P.'],
  Auditor: ['A.Md.Ak.', 'S.E., Ak.', 'M.Ak.'],
  'Penyuluh Pertanian': ['A.Md.P.', 'S.P.', 'M.P.'],
  'Medik Veteriner': ['A.Md.Vet.', 'S.K.H.', 'M.Vet.'],
}

const SPECIALISTS = ['Sp.A.', 'Sp.B.', 'Sp.PD.', 'Sp.OG.', 'Sp.An.'] as const

/** The titles of somebody in the post `base` ("Guru", without its grade) with that education. */
export function drawTitles(random: Random, base: string, education: Education): Titles {
  if (base === 'Dokter') return doctorTitles(random, education)
  const [d3, s1, s2] = FIELDS[base] ?? random.pick(GENERAL)
  switch (education) {
    case 'SD':
    case 'SMA': return {}
    case 'D3': return { gelarBelakang: d3 }
    case 'S1': return { gelarBelakang: s1 }
    case 'S2': return { gelarBelakang: `${s1}, ${s2}` }
    case 'S3': return { gelarDepan: 'Dr.', gelarBelakang: `${s1}, ${s2}` }
  }
}

function doctorTitles(random: Random, education: Education): Titles {
  if (education !== 'S2' && education !== 'S3') return { gelarDepan: 'dr.' }
  return { gelarDepan: education === 'S3' ? 'Dr. dr.' : 'dr.', gelarBelakang: random.pick(SPECIALISTS) }
}
