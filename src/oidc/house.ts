import type { FindAccount, KoaContextWithOIDC } from 'oidc-provider'
import type { Database } from '../kernel/db/database.ts'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import type { createOutbound } from '../kernel/http/outbound.ts'
import { networkOf } from '../kernel/http/network.rules.ts'
import type { Renderer } from '../kernel/http/render.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { reaches } from '../domain/accounts/acr.rules.ts'
import { record } from '../domain/audit/index.ts'
import { mayEnter } from '../domain/clients/entry.rules.ts'
import { mayReturn } from '../domain/clients/coba/coba.service.ts'
import type { ErrorBook } from '../domain/clients/galat/pencatat.service.ts'
import type { KnownClients } from '../domain/clients/known-clients.service.ts'
import { markSignIn } from '../domain/clients/protocol.queries.ts'
import { createPairwise } from '../domain/clients/pairwise.service.ts'
import { reachableBy } from '../domain/mfa/assurance.rules.ts'
import type { DemandFor } from '../domain/mfa/demand.ts'
import { sessionMeets } from '../domain/mfa/kebijakan/tuntutan.rules.ts'
import type { PersonToday } from '../domain/pegawai/person.ts'
import { createReleaseLedger } from '../domain/sessions/pelepasan.service.ts'
import type { Verdict } from './admission.ts'
import { type Claims, claimsOf } from './claims.rules.ts'
import { toLibraryMetadata } from './client-metadata.ts'
import { judgeHeld } from './held.ts'
import { ONWARD_FORM } from './form-page.rules.ts'
import type { ProtocolDependencies, ProtocolPages } from './dependencies.ts'
import type { SessionDemands } from './policy.ts'
import { PORTAL_CLIENT_ID, type Registration, registrationOf } from './registration.ts'
import type { LentSecrets } from './try-out.ts'
import { bestWish, wantedAcr } from './wanted-acr.rules.ts'

interface HouseDependencies {
  readonly issuer: string
  readonly production: boolean
  readonly database: Database
  readonly clock: Clock
  readonly cookieKeys: readonly string[]
  readonly renderer: Renderer
  readonly outbound: ReturnType<typeof createOutbound>
  readonly renderError: ProtocolPages['error']
  readonly errorBook: Pick<ErrorBook, 'note' | 'warn'>
  readonly isOwnRequest: ProtocolDependencies['isOwnRequest']
  readonly onListenerFailure: ProtocolDependencies['onListenerFailure']
  readonly lentSecrets: Pick<LentSecrets, 'isLent'>
  readonly clients: KnownClients
  readonly demandFor: DemandFor
  /** @returns the person when he may be signed in today */
  readonly findPerson: (sub: string) => Promise<PersonToday | undefined>
}

/** The library's account with the person behind it. */
export interface Account {
  [key: string]: unknown
  readonly accountId: string
  readonly person: PersonToday
  claims(): Promise<Claims & { sub: string }>
}

/** Whether a person may enter an application; our own pages are open to everybody who may sign in. */
function judge(person: PersonToday, registration: Registration, clientId: string): Verdict {
  if (clientId === PORTAL_CLIENT_ID) return { ok: true }
  return mayEnter(person, {
    state: registration.state, layanan_mandiri: registration.layananMandiri,
    penguji_semua: registration.pengujiSemua, penguji: registration.penguji, opd: registration.opd,
    aturan_masuk: registration.aturanMasuk, pilot: registration.pilot,
  })
}

/** Answers the protocol's questions from the domain rooms. */
export function createProtocolDependencies(house: HouseDependencies): ProtocolDependencies {
  const { database, clock, findPerson } = house
  const ledger = createReleaseLedger(clock)
  const disclosure = { syntheticCodes: !house.production }

  const findAccount: FindAccount = async (ctx, sub, token) => {
    const person = await findPerson(sub)
    if (!person) return undefined
    const { client: asking, provider } = ctx.oidc
    // A resource server asks about a token of somebody else: the door is that of the token's client.
    const client = token && asking && token.clientId !== asking.clientId
      ? await provider.Client.find(token.clientId ?? '') : asking
    // With a token in hand there is no page that could say no: whoever may not enter (any more) gets nothing.
    if (token && client && !judge(person, registrationOf(client), client.clientId).ok) return undefined
    const account: Account = {
      accountId: sub, person,
      claims: () => Promise.resolve({ sub, ...claimsOf(person, { ...disclosure, klien: client?.clientId }) }),
    }
    return account
  }

  const admission = async (ctx: KoaContextWithOIDC): Promise<Verdict> => {
    const { client, account } = ctx.oidc
    if (!client || !account || client.clientId === PORTAL_CLIENT_ID) return { ok: true }
    const { person } = account as unknown as Account
    const verdict = judge(person, registrationOf(client), client.clientId)
    return verdict.ok ? judgeHeld(ctx, database, person) : verdict
  }

  const demands: SessionDemands = {
    async policyUnmet(ctx) {
      const { client, account, session } = ctx.oidc
      if (!client || !account || session?.accountId === undefined) return false
      const { person } = account as unknown as Account
      const demand = await house.demandFor(person, client.clientId, networkOf(ctx.ip) || undefined)
      return !sessionMeets(demand, { acr: session.acr, amr: session.amr ?? [] }, clock.today())
    },
    wishUnmet({ oidc: { account, session, params } }) {
      if (!account || session?.accountId === undefined) return false
      const { person } = account as unknown as Account
      const wish = bestWish(wantedAcr(params ?? {}).ingin, reachableBy(person))
      return wish !== undefined && !reaches(session.acr, wish)
    },
  }

  return {
    issuer: house.issuer,
    database,
    cookieKeys: house.cookieKeys,
    outbound: house.outbound,
    errorBook: house.errorBook,
    isOwnRequest: house.isOwnRequest,
    mayReturn: (owner, state) => mayReturn({ database, clock }, owner, state),
    onListenerFailure: house.onListenerFailure,
    findAccount,
    admission,
    demands,
    findClient: async (clientId) => {
      const client = await house.clients.find(clientId)
      return client && toLibraryMetadata(client, house.issuer)
    },
    secretIsLive: async (clientId, presented) =>
      house.lentSecrets.isLent(clientId, presented) || house.clients.secretIsLive(clientId, presented),
    pairwise: createPairwise(database),
    pages: {
      error: house.renderError,
      onward: (ctx, formHtml) => house.renderer.page(ctx, 'masuk/lanjut.njk', { formHtml, formId: ONWARD_FORM }),
      logout: (ctx, form) => {
        house.renderer.page(ctx, 'keluar/tanya.njk', { formHtml: form })
        return Promise.resolve()
      },
      loggedOut: (ctx) => {
        // The library names a client here only when the person chose to stay signed in.
        if (ctx.oidc.client) ctx.redirect(`${house.issuer}/`)
        else house.renderer.page(ctx, 'keluar/selesai.njk')
        return Promise.resolve()
      },
    },
    onEntry: (clientId, sub, scope) => {
      UnitOfWork.current().append(markSignIn(clientId, clock.today()))
      record({
        kind: 'aplikasi.dimasuki', actor: `pegawai:${sub}`, subject: sub, clientId, data: { scope },
      }, clock.now())
    },
    onRelease: (release) => ledger.record(release),
    onRefused: (clientId, sub, alasan) => {
      // The developers read that it was refused and why, never who.
      house.errorBook.note({
        clientId, titik: 'auth', kode: 'access_denied', alasan: 'masuk-ditolak', rincian: { sebab: alasan }, pasti: true,
      })
      record({
        kind: 'masuk.ditolak', actor: `pegawai:${sub}`, subject: sub, clientId, outcome: 'ditolak', data: { alasan },
      }, clock.now())
    },
    onLogout: (sub, clientId) => record({
      kind: 'keluar', actor: `pegawai:${sub}`, subject: sub, clientId, data: {},
    }, clock.now()),
  }
}
