import type { House } from '../helpers/house.ts'
import {
  daysFrom, letterInForce, letterInput, outsideInput, outsidePerson, SCAN, subOf, waitingLetter, waitingOutside,
} from '../helpers/usulan.ts'
import { demoPerson } from '../helpers/people.ts'
import { type Form, staffForm, type StaffRow } from './staff-form.ts'

// Assignments by hand and people without a NIP.

const LETTER = '/bkd/penugasan/:id'
const OUTSIDE = '/bkd/tanpa-nip/:id'
const PERSON = '/bkd/tanpa-nip/orang/:orang'
const WHY = { alasan: 'Contoh alasan' }

async function letterForm(house: House): Promise<Form> {
  const form = await staffForm(house, '/bkd/penugasan/baru/:orang', { ...await letterInput(house) },
    { orang: await subOf(house, 'Pegawai Biro Hukum') })
  return { ...form, files: { pindaian: { name: 'surat.pdf', content: SCAN } } }
}

const onLetter = (act: string, fields: Record<string, string>, make: (house: House) => Promise<string>) =>
  async (house: House): Promise<Form> => staffForm(house, `${LETTER}/${act}`, fields, { id: await make(house) })

const onOutside = (act: string, fields: Record<string, string>) =>
  async (house: House): Promise<Form> => staffForm(house, `${OUTSIDE}/${act}`, fields, { id: await waitingOutside(house) })

const onPerson = (act: string, fields: (house: House) => Record<string, string>) =>
  async (house: House): Promise<Form> =>
    staffForm(house, `${PERSON}/${act}`, fields(house), { orang: await outsidePerson(house) })

export const HAND_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /bkd/penugasan': { status: 200 },
  'GET /bkd/penugasan/baru': { status: 200 },
  'POST /bkd/penugasan/cari': {
    status: 400,
    form: async (house) => staffForm(house, '/bkd/penugasan/cari', {
      nip: (await demoPerson(house.db.app, 'Pegawai Biro Hukum')).nip,
    }),
  },
  'GET /bkd/penugasan/baru/:orang': { status: 404 },
  // Without a file it is no form of its page.
  'POST /bkd/penugasan/baru/:orang': { status: 400, form: letterForm },
  [`GET ${LETTER}`]: { status: 404 },
  [`GET ${LETTER}/pindaian`]: { status: 404 },
  [`GET ${LETTER}/konfirmasi`]: { status: 404 },
  [`POST ${LETTER}/konfirmasi`]: { status: 404, form: onLetter('konfirmasi', {}, (house) => waitingLetter(house)) },
  [`GET ${LETTER}/tolak`]: { status: 404 },
  [`POST ${LETTER}/tolak`]: { status: 404, form: onLetter('tolak', WHY, (house) => waitingLetter(house)) },
  [`GET ${LETTER}/cabut`]: { status: 404 },
  [`POST ${LETTER}/cabut`]: { status: 404, form: onLetter('cabut', WHY, (house) => letterInForce(house)) },

  'GET /bkd/tanpa-nip': { status: 200 },
  'GET /bkd/tanpa-nip/baru': { status: 200 },
  'POST /bkd/tanpa-nip/baru': {
    status: 400, form: async (house) => staffForm(house, '/bkd/tanpa-nip/baru', { ...await outsideInput(house) }),
  },
  [`GET ${OUTSIDE}`]: { status: 404 },
  [`GET ${OUTSIDE}/konfirmasi`]: { status: 404 },
  [`POST ${OUTSIDE}/konfirmasi`]: { status: 404, form: onOutside('konfirmasi', {}) },
  [`GET ${OUTSIDE}/tolak`]: { status: 404 },
  [`POST ${OUTSIDE}/tolak`]: { status: 404, form: onOutside('tolak', WHY) },
  [`GET ${PERSON}`]: { status: 404 },
  [`GET ${PERSON}/akhiri`]: { status: 404 },
  [`POST ${PERSON}/akhiri`]: { status: 404, form: onPerson('akhiri', () => WHY) },
  [`GET ${PERSON}/perpanjang`]: { status: 404 },
  [`POST ${PERSON}/perpanjang`]: {
    status: 404, form: onPerson('perpanjang', (house) => ({ sampai: daysFrom(house, 200), dasar: 'Adendum contoh' })),
  },
}
