import type { Random } from './random.ts'

/**
 * Invented people. The lists hold names that thousands share, and are combined by chance; nobody is meant.
 * A few carry what breaks careless software: an apostrophe, an accent, one name only.
 */

const split = (text: string): readonly string[] => text.trim().split(/\s+/)

const MEN = split(`
  Aan Abdul Ade Adi Agung Agus Ahmad Aji Akbar Ali Alif Aminudin Andi Anwar Apud Ari Arif Arman Asep Aziz Bagus Bahrul
  Bima Budi Cahyo Dadan Dadang Danang Dani Darmawan Dede Deni Dian Didi Dimas Dodi Edi Eko Endang Endin
  Fahmi Fajar Farhan Fauzan Ferdi Firman Galih Gilang Guntur Hadi Hamdan Hari Hasan Heri Iman Imron Indra
  Irfan Iwan Jaenal Jajang Jaka Kamal Karyadi Khoirul Kosim Kurnia Lukman Ma'mun Mahmud Maman Muhamad Mulyadi
  Nana Nanang Nasrudin Odih Oman Panji Purnomo Rahmat Rasyid Rizal Rohmat Rudi Rustam Saepul Sahrul Samsul Sarip Slamet
  Sofyan Subur Sugeng Suhendi Sukri Sulaiman Surya Tatang Tedi Teguh Toni Udin Ujang Wahyu Wawan Yadi Yanto Yusuf
  Zaenal Zulfikar
`)

const WOMEN = split(`
  Ade Ai Aisyah Alya Anah Ani Anisa Aprilia Ayu Cici Cucu Dede Desi Dewi Dian Dina Eka Elis Elsa Enok Erni Eti
  Euis Eva Fatimah Febri Fitri Hana Hani Hartati Hasanah Heni Hilda Ida Iis Imas Indah Intan Ira Isti Jubaedah Juju
  Kartini Khadijah Komala Kurnia Laila Lastri Lela Lestari Lia Lilis Lina Lusi Maesaroh Mala Mariam Maya Mega Melati
  Mira Mulyani Murni Nani Neneng Nia Nina Novi Nunung Nur'aini Nurjanah Nurlela Oom Puji Putri Rani Ratna Reni Rénata
  Retno Rina Rini Rita Rohaeti Rosita Rukmini Sari Sarah Siska Siti Sri Suci Sukaesih Sulastri Tati Tia Tika Titin
  Tri Tuti Ulfah Umi Uun Vina Wati Weni Widya Wulan Yani Yayah Yeni Yuli Yuyun Zahra
`)

const LAST = split(`
  Abdullah Adiputra Aditama Afandi Alamsyah Amirudin Anggara Ardiansyah Ariyanto Arsyad Baihaqi Basri Budiman Cakrawala
  Darusman Dermawan Fadilah Fauzi Firdaus Hakim Hamzah Haryanto Hasbullah Hermawan Hidayat Hikmat
  Ikhsan Irawan Iskandar Ismail Jamaludin Jatnika Jayadi Junaedi Kartawijaya Kosasih Kurniadi Kurniawan Kusnadi Kusuma
  Laksana Lesmana Lubis Mahendra Maulana Mubarok Mustofa Nasution Nugraha Nurdin Nurhadi Nurohman Permadi Permana
  Pradana Pramono Prasetyo Pratama Priatna Purnama Purwanto Rahardja Ramdani Rosadi Rosidi Rukmana Saefullah
  Samsudin Santosa Saputra Sasmita Setiadi Setiawan Sirait Solihin Subagja Subarkah Suganda Suherman
  Sulistyo Sumantri Sumarna Supriadi Suryana Susanto Sutisna Syahputra Syarifudin Tanuwijaya Tirtayasa
  Wibisana Wibowo Wijaya Winata Wirawan Wiryawan Yudistira Yulianto Yuniar Zakaria Zulkarnaen
`)

const LAST_OF_WOMEN = split(`
  Agustina Amalia Andayani Anggraeni Apriliani Astuti Aulia Azizah Damayanti Handayani Haryati Hastuti Hidayati
  Indriani Kartika Komalasari Kusumawati Maharani Marlina Mulyasari Mustika Nirmala Novianti Nurhasanah
  Oktaviani Permatasari Pertiwi Pratiwi Purnamasari Puspita Rahayu Rahmawati Rohmah Safitri Septiani Setiawati
  Sholihah Suhartini Sukmawati Sulistiawati Sumiati Supriatin Susanti Susilawati Trisnawati Utami Wahyuni Wardani
  Widiastuti Wijayanti Winarti Wulandari Yulianti Yuliani Yuningsih
`)

/** A full name without titles: two words as a rule, sometimes three, one in twenty-five a single word. */
export function drawName(random: Random, kelamin: 'L' | 'P'): string {
  const first = random.pick(kelamin === 'L' ? MEN : WOMEN)
  const last = random.pick(kelamin === 'P' && random.chance(0.7) ? LAST_OF_WOMEN : LAST)
  if (random.chance(0.04)) return last
  if (!random.chance(0.2)) return `${first} ${last}`
  const middle = random.pick(kelamin === 'L' ? MEN : WOMEN)
  return middle === first ? `${first} ${last}` : `${first} ${middle} ${last}`
}

/** The place of birth is only a word on a page. */
export const PLACES = [
  'Serang', 'Cilegon', 'Pandeglang', 'Lebak', 'Tangerang', 'Rangkasbitung', 'Malingping', 'Labuan', 'Anyer', 'Jakarta',
  'Bogor', 'Bandung', 'Sukabumi', 'Cirebon', 'Semarang', 'Yogyakarta', 'Surakarta', 'Surabaya', 'Lampung', 'Palembang',
] as const
