/** Where a computed customer comes from: names, cities and the country's mobile prefix. */
export interface Culture {
  /** Country code and the first digits of a mobile number; nine more digits follow. */
  readonly mobilePrefix: string;
  readonly cities: readonly string[];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
}

/** Split at commas: reads better than a thousand quotes. */
const list = (names: string): readonly string[] => names.split(', ');

/**
 * Cultures to draw from. India is there more often, as in the published samples; three write in their
 * own script, since names are not ASCII. No fixed mobile number of the cast starts with one of these
 * prefixes, so no computed number is also one of theirs.
 */
export const cultures: readonly Culture[] = [
  {
    mobilePrefix: '916',
    cities: list('Bengaluru, Mumbai, Pune, Chennai, Hyderabad, Kolkata, Jaipur, Kochi'),
    firstNames: list(
      'Aarav, Ananya, Arjun, Asha, Deepak, Divya, Ishaan, Kavya, Lakshmi, Meera, Nikhil, Priya, Rahul, Rohan, Sanjay, Sneha, Tara, Vikram',
    ),
    lastNames: list(
      'Agarwal, Bhat, Chatterjee, Desai, Gupta, Iyer, Joshi, Kapoor, Khan, Kulkarni, Menon, Nair, Patel, Rao, Reddy, Sharma, Singh, Verma',
    ),
  },
  {
    mobilePrefix: '447',
    cities: list('London, Leeds, Bristol, Glasgow, Cardiff'),
    firstNames: list(
      'Alice, Amelia, Callum, Charlotte, Ewan, Freya, George, Harriet, Isla, Oliver, Rhys, Sophie, Thomas, Zara',
    ),
    lastNames: list(
      'Bennett, Campbell, Davies, Evans, Foster, Hughes, Kelly, Morgan, O’Brien, Patterson, Taylor, Walker, Wright',
    ),
  },
  {
    mobilePrefix: '4915',
    cities: list('Berlin, München, Köln, Leipzig, Nürnberg'),
    firstNames: list(
      'Anja, Björn, Clara, Emil, Felix, Greta, Jürgen, Käthe, Lukas, Marie, Sören, Ute',
    ),
    lastNames: list(
      'Bäcker, Fischer, Groß, Hoffmann, Jäger, Köhler, Müller, Schäfer, Vogel, Weiß, Zimmermann',
    ),
  },
  {
    mobilePrefix: '5511',
    cities: list('São Paulo, Recife, Curitiba, Belém'),
    firstNames: list('Ana, Bruno, Caio, Débora, Gustavo, Inês, João, Luíza, Márcio, Renata, Thaís'),
    lastNames: list(
      'Almeida, Araújo, Barbosa, Conceição, Ferreira, Gonçalves, Lima, Souza, Teixeira',
    ),
  },
  {
    mobilePrefix: '2348',
    cities: list('Lagos, Abuja, Ibadan, Enugu'),
    firstNames: list('Adaeze, Amara, Chidi, Emeka, Folake, Ibrahim, Ngozi, Tunde, Yetunde, Zainab'),
    lastNames: list('Abubakar, Adeyemi, Balogun, Eze, Mohammed, Nwosu, Okafor, Okonkwo, Oyelaran'),
  },
  {
    mobilePrefix: '525',
    cities: list('Ciudad de México, Guadalajara, Mérida, Puebla'),
    firstNames: list(
      'Alejandra, Beatriz, Diego, Elena, Íñigo, Javier, Lucía, Mateo, Sofía, Ximena',
    ),
    lastNames: list('Álvarez, Castillo, García, Hernández, Ibáñez, Muñoz, Núñez, Ramírez, Vázquez'),
  },
  {
    mobilePrefix: '819',
    cities: list('東京, 大阪, 京都, 札幌'),
    firstNames: list('葵, 蓮, さくら, 健太, 美咲, 陽翔, 結衣, 翔'),
    lastNames: list('佐藤, 鈴木, 高橋, 田中, 渡辺, 伊藤, 山本, 中村'),
  },
  {
    mobilePrefix: '201',
    cities: list('القاهرة, الإسكندرية, الجيزة'),
    firstNames: list('ليلى, أحمد, فاطمة, عمر, مريم, يوسف, نور, خالد'),
    lastNames: list('حداد, المصري, منصور, سالم, النجار, فهمي, شاهين'),
  },
  {
    mobilePrefix: '8613',
    cities: list('上海, 北京, 广州, 成都'),
    firstNames: list('伟, 芳, 娜, 敏, 静, 磊, 洋, 小明'),
    lastNames: list('王, 李, 张, 刘, 陈, 杨, 赵, 黄'),
  },
];

/** How often each culture is drawn: India and the ones in Latin script make up most of a list. */
export const cultureOdds: readonly number[] = [
  0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8,
];
