import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { proofOf, tryProof } from '../../../domain/permohonan/formulir/bukti-host.service.ts'
import { DNS_LABEL, HASIL_KATA, type HasilBukti, PROOF_PATH, proofText } from '../../../domain/permohonan/formulir/bukti-host.rules.ts'
import { readIsian } from '../../../domain/permohonan/formulir/isian.schema.ts'
import { checkHost } from '../../../domain/clients/host.rules.ts'
import { visitorOf } from '../../guards.ts'
import { instantInWords } from '../../kerja.rules.ts'
import type { Route } from '../../route.ts'
import { HOME, ownApplication, pathOf, type PermohonanDependencies, ROOT, titleOf } from './permohonan.ts'

const form = z.object({ csrf: z.string().catch(''), cara: z.enum(['dns', 'berkas']).catch('berkas') })

/** Proving that the host is the OPD's: what to put there, and asking it. */
export function kepemilikanRoutes(dependencies: PermohonanDependencies): Route[] {
  return [
    { method: 'GET', path: `${ROOT}/:id/kepemilikan`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/kepemilikan`, handle: (ctx) => tryIt(dependencies, ctx) },
  ]
}

const isHasil = (text: string): text is HasilBukti => Object.hasOwn(HASIL_KATA, text)

async function show(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  const { subdomain: host } = readIsian(permohonan.isi)
  const bukti = checkHost(host).ok ? await proofOf(dependencies, { permohonanId: permohonan.id, host }) : undefined
  const [name] = host.split(':')
  dependencies.staff.page(ctx, 'pengembang/permohonan/kepemilikan.njk', {
    judul: bukti ? `Kepemilikan ${host}` : 'Kepemilikan host', remah: [HOME, { judul: titleOf(permohonan), href: pathOf(permohonan.id) }],
    alamat: pathOf(permohonan.id), ...bukti && {
      bukti: { dns: `${DNS_LABEL}.${name}`, berkas: `https://${host}${PROOF_PATH}`, isi: proofText(bukti.nilai) },
      terbukti: bukti.terbukti_at ? `${bukti.cara === 'dns' ? 'DNS' : 'berkas'}, ${instantInWords(bukti.terbukti_at)}` : undefined,
      ...bukti.dicoba_at && bukti.hasil !== null && isHasil(bukti.hasil) && { terakhir: HASIL_KATA[bukti.hasil], saat: instantInWords(bukti.dicoba_at) },
    },
  })
}

async function tryIt(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock, proof } = dependencies
  const { csrf, cara } = await readForm(ctx, form)
  staff.check(ctx, csrf)
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  const { subdomain: host } = readIsian(permohonan.isi)
  if (checkHost(host).ok) {
    await tryProof({ database, clock, proof, oleh: visitorOf(ctx).person.id }, { permohonanId: permohonan.id, host, cara })
  }
  staff.done(ctx, `${pathOf(permohonan.id)}/kepemilikan`, 'dicoba')
}
