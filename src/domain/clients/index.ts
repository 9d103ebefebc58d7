/** OPD applications as OIDC clients: who registered what, their secrets and states, and who may enter. */
export { listClients } from './clients.service.ts'
export type { ListedClient } from './client.queries.ts'
export { launcherOf, type Launcher, type LauncherEntry } from './launcher.service.ts'
export { addClient, type AddedClient } from './pendaftaran/add-client.service.ts'
export { type Client, findClient, markSignIn } from './protocol.queries.ts'
export { type IssuedSecret, issueSecret } from './secret.service.ts'
export { approveClient, type MovedClient, resumeClient, suspendClient } from './state.service.ts'
export { loadAplikasi, type LoadCounts } from './tabel-1/load-aplikasi.service.ts'
