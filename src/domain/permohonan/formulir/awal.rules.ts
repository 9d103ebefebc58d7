import type { ClientMetadata } from '../../clients/client.types.ts'
import { isProgram, usesSecret } from '../../clients/client.types.ts'
import { namaLengkap } from '../../pegawai/nama.rules.ts'
import type { PersonToday } from '../../pegawai/person.ts'
import { type Isian, readIsian, SCOPE_ISIAN, type ScopeIsian } from './isian.schema.ts'
import type { AplikasiOpd } from './permohonan.queries.ts'

/** What a new form already says: from the person who fills it in, and from what is known of the application. */

const ofPerson = (person: PersonToday): Isian['penanggungJawab'] => ({
  pegawaiId: person.id, nama: namaLengkap(person), telepon: person.no_hp ?? '', surel: person.email ?? '',
  jabatan: person.jabatan?.nama ?? '',
})

const isScope = (name: string): name is ScopeIsian => (SCOPE_ISIAN as readonly string[]).includes(name)

/** Of a registration: how it proves itself, and so what it is; a browser's application looks like a phone's. */
function kindOf({ grant_types: grants, token_endpoint_auth_method: method, jwks }: ClientMetadata): Pick<Isian, 'jenisKlien' | 'kredensial'> {
  const kredensial = usesSecret(method) ? 'rahasia' : method === 'none' ? 'tanpa' : jwks ? 'jwks' : 'jwks_uri'
  return { kredensial, jenisKlien: isProgram(grants) ? 'mesin' : method === 'none' ? 'spa' : 'server' }
}

/** A registration as a form says it; purposes of scopes are known only from the form by which it was approved. */
function ofRegistration(metadata: ClientMetadata, purposes: Isian['elemen']): Partial<Isian> {
  return {
    ...kindOf(metadata),
    uri: {
      redirect: [...metadata.redirect_uris], logout: [...metadata.post_logout_redirect_uris],
      ...metadata.backchannel_logout_uri !== undefined && { backchannel: metadata.backchannel_logout_uri },
      ...metadata.client_uri !== undefined && { beranda: metadata.client_uri },
    },
    elemen: (metadata.scope ?? '').split(' ').filter(isScope).map((klaim) => ({
      klaim, tujuan: purposes.find((one) => one.klaim === klaim)?.tujuan ?? '',
    })),
    ...metadata.jwks !== undefined && { jwks: metadata.jwks }, ...metadata.jwks_uri !== undefined && { jwksUri: metadata.jwks_uri },
  }
}

/** @returns the form of a new application, or of a row of Table 1 that its OPD claims */
export function firstForm(person: PersonToday, claimed?: AplikasiOpd): Isian {
  return readIsian({
    penanggungJawab: ofPerson(person),
    elemen: ['profile', 'opd'].map((klaim) => ({ klaim, tujuan: '' })),
    ...claimed && {
      nama: claimed.nama, keterangan: claimed.keterangan ?? '', subdomain: claimed.host ?? '',
      ...claimed.metadata && ofRegistration(claimed.metadata, []), pse: claimed.nomor_pse ? { nomor: claimed.nomor_pse } : {},
    },
  })
}

const ACR = { 'urn:bantenprov:acr:sandi': 'sandi', 'urn:bantenprov:acr:mfa': 'mfa', 'urn:bantenprov:acr:tahan-phishing': 'tahan-phishing' } as const

/**
 * @param approved the form by which it was approved last, or nothing
 * @returns the form that says what runs today: before a change, and to compare one with
 */
export function runningForm(running: AplikasiOpd, approved: Record<string, unknown> | undefined): Isian {
  const base = readIsian(approved ?? {})
  const registered = running.metadata ? ofRegistration(running.metadata, base.elemen) : {}
  const isSame = registered.kredensial === 'tanpa' && base.kredensial === 'tanpa'
  return readIsian({
    ...base, ...registered, ...isSame && { jenisKlien: base.jenisKlien },
    nama: running.nama, keterangan: running.keterangan ?? base.keterangan, subdomain: running.host ?? base.subdomain,
    acrMinimum: ACR[(running.acr_minimum ?? 'urn:bantenprov:acr:sandi') as keyof typeof ACR],
    aturanMasuk: running.aturan_masuk, peranAplikasi: running.peran,
    pse: { ...base.pse, ...running.nomor_pse !== null && { nomor: running.nomor_pse } },
  })
}

/** @returns the form of a change: what runs, of somebody who may be another person than the one before */
export function changeForm(running: AplikasiOpd, approved: Record<string, unknown> | undefined, person: PersonToday): Isian {
  const form = runningForm(running, approved)
  const { surat: _, ...kept } = form
  return readIsian({
    ...kept, spesifikasi: { uraian: form.spesifikasi.uraian }, komitmen: false,
    penanggungJawab: form.penanggungJawab.nama === '' ? ofPerson(person) : form.penanggungJawab,
  })
}
