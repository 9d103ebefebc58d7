import type { SamplePerson, SampleUnit } from '../../../src/domain/kepegawaian/sample/index.ts'
import { golonganId } from '../../../src/domain/pegawai/golongan.rules.ts'
import { type Mariadb, startMariadb } from '../../helpers/mariadb.ts'
import type { Scope } from '../../helpers/scope.ts'
import type { ServerKeys } from '../../helpers/tls.ts'

/**
 * Banten's old personnel database as domain.md section 6 describes it, with what such databases have grown: tables of
 * several character sets and engines, days as DDMMYYYY, and a table that holds the married alone.
 */
const TABLES = [
  `CREATE TABLE peg_identpeg (nip char(18) NOT NULL PRIMARY KEY, nama varchar(100), gldepan varchar(40), glblk varchar(60),
    kjkel char(1), ktlahir varchar(60), tlahir char(8), kduduk char(2)) ENGINE=MyISAM DEFAULT CHARSET=latin1`,
  `CREATE TABLE peg_jakhir (nip varchar(18) NOT NULL, jnsjab char(1), kjab varchar(20), njab varchar(200), keselon char(2),
    kunker char(15), tmtjab int, KEY (nip)) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci`,
  `CREATE TABLE peg_pakhir (nip char(18) NOT NULL, kgolru varchar(6), tmtpang char(8), KEY (nip))
    ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_general_ci`,
  'CREATE TABLE peg_acpns (nip char(18) NOT NULL, tmtcpns char(8), KEY (nip)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4',
  'CREATE TABLE peg_apns (nip char(18) NOT NULL, tmtpns int, KEY (nip)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  'CREATE TABLE riw_sistri (nip char(18) NOT NULL, isakhir int) ENGINE=MyISAM DEFAULT CHARSET=latin1',
  'CREATE TABLE ref_unkerja (kunker char(15), nunker varchar(200), bup int) ENGINE=MyISAM DEFAULT CHARSET=latin1',
  `CREATE TABLE ref_golruang (kgolru varchar(6), ngolru varchar(10)) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3
    COLLATE=utf8mb3_general_ci`,
  'CREATE TABLE ref_eselon (keselon char(2), neselon varchar(20)) ENGINE=MyISAM DEFAULT CHARSET=latin1',
  'CREATE TABLE ref_jabfung (kjab varchar(20), usia int) ENGINE=MyISAM DEFAULT CHARSET=latin1',
  'CREATE TABLE ref_jabnstr (kjab varchar(20), bup int) ENGINE=MyISAM DEFAULT CHARSET=latin1',
]

export const DATABASE = 'simpeg'
export const READER = { account: 'satu_login', password: 'baca saja: 8%&?' }

export interface OldDatabase extends Mariadb {
  /** of the account that may only read */
  readonly readerUrl: string
  fill(units: readonly SampleUnit[], people: readonly SamplePerson[]): Promise<void>
  /** Empties every table. */
  empty(): Promise<void>
}

/** @returns DDMMYYYY; '00000000' for none, as the old screens wrote it */
const day = (iso: string | undefined): string => iso?.split('-').reverse().join('') ?? '00000000'

/** An empty old database, with an account that may only read it. */
export async function openOldDatabase(scope: Scope, keys?: ServerKeys): Promise<OldDatabase> {
  const server = await startMariadb(scope, keys)
  await server.run(
    `CREATE DATABASE ${DATABASE}`, `USE ${DATABASE}`,
    ...TABLES.map((text) => text.replace('CREATE TABLE ', `CREATE TABLE ${DATABASE}.`)),
    `CREATE USER '${READER.account}'@'127.0.0.1' IDENTIFIED BY '${READER.password.replaceAll('?', '\\?')}'`,
    `GRANT SELECT ON ${DATABASE}.* TO '${READER.account}'@'127.0.0.1'`,
  )
  const into = async (table: string, rows: readonly object[]): Promise<void> => {
    for (let at = 0; at < rows.length; at += 500) await server.admin.withSchema(DATABASE).table(table).insert(rows.slice(at, at + 500))
  }
  return {
    ...server,
    readerUrl: server.url(READER.account, READER.password, DATABASE),
    async fill(units, people) {
      await into('ref_unkerja', units.map(({ kode, nama }) => ({ kunker: kode, nunker: nama })))
      const golongan = [...new Set(people.map((person) => person.golongan))]
      await into('ref_golruang', golongan.map((text) => ({ kgolru: golonganCode(text), ngolru: text })))
      await into('peg_identpeg', people.map((p) => ({
        nip: p.nip, nama: p.nama, gldepan: p.gelarDepan ?? null, glblk: p.gelarBelakang ?? '',
        kjkel: p.kelamin === 'L' ? '1' : '2', ktlahir: p.tempatLahir, tlahir: day(p.lahir), kduduk: p.kedudukan.kode,
      })))
      await into('peg_jakhir', people.map((p) => ({
        nip: p.nip, jnsjab: p.jabatan.jenis, kjab: p.jabatan.jenis === '1' ? '' : p.jabatan.id.slice(0, 20),
        njab: p.jabatan.nama, keselon: p.jabatan.eselon, kunker: p.unit.kode, tmtjab: Number(day(p.jabatan.tmt)),
      })))
      await into('peg_pakhir', people.map((p) => ({
        nip: p.nip, kgolru: golonganCode(p.golongan), tmtpang: day(p.tmtGolongan),
      })))
      await into('peg_acpns', people.filter((p) => p.jenis !== 'PPPK').map((p) => ({ nip: p.nip, tmtcpns: day(p.tmtAwal) })))
      await into('peg_apns', people.filter((p) => p.jenis === 'PNS').map((p) => ({ nip: p.nip, tmtpns: Number(day(p.tmtPns)) })))
      await into('riw_sistri', people.filter((_, index) => index % 3 > 0).map(({ nip }) => ({ nip, isakhir: 1 })))
    },
    async empty() {
      const names = TABLES.map((text) => /TABLE (\w+)/.exec(text)?.[1] ?? '')
      await server.run(...names.map((name) => `TRUNCATE TABLE ${DATABASE}.${name}`))
    },
  }
}

/** SIASN's id of a PNS rank; the old list gave a PPPK's rank a letter of its own. */
const golonganCode = (golongan: string): string => golonganId(golongan) ?? `P${golongan}`
