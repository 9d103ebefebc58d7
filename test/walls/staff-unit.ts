import type { House } from '../helpers/house.ts'
import { change, decision, openReview, otherJabatan, ownUnit, surePair, unitBySlug, waitingUnit } from '../helpers/unit-stage.ts'
import { contradiction, personOf, waitingEvent } from '../helpers/peristiwa-stage.ts'
import { type Form, staffForm, type StaffRow } from './staff-form.ts'

// Mapping, pushed events, units, reviews and data quality.

const MAP = '/bkd/pemetaan'
const EVENT = '/bkd/peristiwa'
const LATER = '2099-01-01'

async function unitForm(house: House): Promise<Form> {
  return staffForm(house, `${MAP}/unit`, { ...await waitingUnit(house), unit: await unitBySlug(house, 'dishub') })
}

async function jabatanForm(house: House): Promise<Form> {
  const { id, padanan } = await otherJabatan(house)
  return staffForm(house, `${MAP}/jabatan/:id`, { padanan }, { id })
}

async function changeForm(house: House): Promise<Form> {
  return staffForm(house, '/bkd/unit/:id/ubah', {
    jenis: 'gabung', penerus: await unitBySlug(house, 'dishub'), berlaku: LATER, dasar: 'Perda Contoh 2/2026',
  }, { id: await ownUnit(house) })
}

export const UNIT_STAFF: Readonly<Record<string, StaffRow>> = {
  [`GET ${MAP}`]: { status: 200 },
  // Nothing of no name waits.
  [`GET ${MAP}/unit`]: { status: 404 },
  [`POST ${MAP}/unit`]: { status: 404, form: unitForm },
  [`GET ${MAP}/pasti`]: { status: 200 },
  [`POST ${MAP}/pasti`]: { status: 303, form: async (house) => staffForm(house, `${MAP}/pasti`, { pasangan: await surePair(house) }) },
  [`GET ${MAP}/jabatan`]: { status: 200 },
  [`POST ${MAP}/jabatan`]: {
    status: 303, form: async (house) => {
      const { id, padanan } = await otherJabatan(house)
      return staffForm(house, `${MAP}/jabatan`, { pasangan: `${id} ${padanan}` })
    },
  },
  [`GET ${MAP}/jabatan/:id`]: { status: 404 },
  [`POST ${MAP}/jabatan/:id`]: { status: 404, form: jabatanForm },
  [`GET ${MAP}/riwayat`]: { status: 200 },
  [`GET ${MAP}/riwayat/:id`]: { status: 404 },
  [`POST ${MAP}/riwayat/:id`]: {
    status: 404, form: async (house) => staffForm(house, `${MAP}/riwayat/:id`, {}, { id: await decision(house) }),
  },
  [`GET ${EVENT}`]: { status: 200 },
  [`GET ${EVENT}/:id`]: { status: 404 },
  [`GET ${EVENT}/:id/terapkan`]: { status: 404 },
  [`POST ${EVENT}/:id/terapkan`]: {
    status: 404, form: async (house) => staffForm(house, `${EVENT}/:id/terapkan`,
      { orang: await personOf(house, 'Plt'), alasan: 'Contoh alasan' }, { id: await contradiction(house) }),
  },
  [`GET ${EVENT}/:id/abaikan`]: { status: 404 },
  [`POST ${EVENT}/:id/abaikan`]: {
    status: 404, form: async (house) => staffForm(house, `${EVENT}/:id/abaikan`, { alasan: 'Contoh alasan' }, { id: await waitingEvent(house) }),
  },
  'GET /bkd/unit': { status: 200 },
  'GET /bkd/unit/:id': { status: 404 },
  'GET /bkd/unit/:id/ubah': { status: 404 },
  'POST /bkd/unit/:id/ubah': { status: 404, form: changeForm },
  'GET /bkd/unit/perubahan/:id': { status: 404 },
  'POST /bkd/unit/perubahan/:id': {
    status: 404, form: async (house) => staffForm(house, '/bkd/unit/perubahan/:id', {}, { id: await change(house, LATER) }),
  },
  'GET /bkd/tinjauan': { status: 200 },
  'GET /bkd/tinjauan/:id': { status: 404 },
  'POST /bkd/tinjauan/:id': {
    status: 404, form: async (house) => staffForm(house, '/bkd/tinjauan/:id', { catatan: 'Contoh' }, { id: await openReview(house) }),
  },
  'GET /bkd/mutu': { status: 200 },
  'GET /bkd/mutu/daftar': { status: 200 },
}
