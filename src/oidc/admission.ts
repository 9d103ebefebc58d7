import type { KoaContextWithOIDC } from 'oidc-provider'

/** Whether the signed-in person may enter the application of this request, and if not, the reason by its name. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly alasan: string }

export type Admission = (ctx: KoaContextWithOIDC) => Promise<Verdict>
