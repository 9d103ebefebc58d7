import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import test from 'ava'
import { parse } from 'yaml'
import { event, joined } from './events.ts'
import { DOCUMENT, openapi } from './openapi.ts'

interface Document { readonly components: { readonly schemas: Record<string, object> } }

test('the published contract is what the door checks', (t) => {
  t.is(readFileSync(DOCUMENT, 'utf8'), openapi(), 'node test/peristiwa/openapi.ts writes it anew')
})

test('an event of each kind fits the contract, and what the door refuses by its form does not', (t) => {
  const { components } = parse(openapi()) as Document
  const fits = new Ajv({ strict: false, validateFormats: false }).compile(components.schemas['Peristiwa'] ?? {})
  const letter = { sk: '1', jenis: 'PLT', jabatan: 'Camat', unit: 'U1', mulai: '2026-01-01' }
  const good = [
    joined(1), event('mutasi', 1, { unit: 'U2' }), event('jabatan', 1, { jabatan: { nama: 'Analis', jenis: 'fungsional' } }),
    event('golongan', 1, { golongan: 'III/c' }), event('kedudukan', 1, { kedudukan: '04' }),
    event('pensiun', 1, { tmt_pensiun: '2030-01-01' }), event('meninggal', 1, { tgl_meninggal: '2026-01-01' }),
    event('kontrak', 1, { akhir_kontrak: '2030-01-01' }), event('nip_berubah', 1, { nip: '198001012005011001' }),
    event('kontak', 1, { email: 'a@x.id' }), event('penugasan', 1, letter), event('penugasan_selesai', 1, { sk: '1', selesai: '2026-01-01' }),
    event('penugasan_dicabut', 1, { sk: '1' }),
  ]
  for (const one of good) t.true(fits(one), `${one.jenis}: ${JSON.stringify(fits.errors)}`)
  for (const bad of [{}, { ...good[1], jenis: 'x' }, event('mutasi', 1, {}), { ...good[1], nik: '1' }]) t.false(fits(bad))
})
