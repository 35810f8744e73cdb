// Numbers that the domain accepts, and that no other test, worker or run uses.

const worker = Number(process.env.TEST_WORKER_INDEX ?? 0);
const startedAt = Date.now();
let made = 0;

/** Differs between any two calls, workers and runs. */
export function unique(): string {
  made += 1;
  return `${startedAt.toString(36)}${worker.toString(36)}${made.toString(36).padStart(3, '0')}`;
}

const pick = (of: string[], n: number) => of[n % of.length];
const digits = (n: number, width: number) => String(n % 10 ** width).padStart(width, '0');

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of GB 11643 for 17 digits. */
export function idCheckCharacter(body: string): string {
  const sum = ID_WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0);
  return '10X98765432'[sum % 11];
}

/** A resident identity number: the worker is in the region, the count in the birth date, the run in the sequence. */
export function residentId(): string {
  made += 1;
  const born = new Date(Date.UTC(1965, 0, 1 + (made % 14_000)));
  const region = `3101${digits(10 + worker, 2)}`;
  const sequence = digits(Math.floor(startedAt / 1000) + Math.floor(made / 14_000), 3);
  const body = `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${sequence}`;
  return body + idCheckCharacter(body);
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A unified social credit code (GB 32100). */
export function creditCode(): string {
  made += 1;
  const body = `91310000${digits(Math.floor(startedAt / 1000), 2)}${digits(worker, 2)}${digits(made, 5)}`;
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    sum += CREDIT_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return body + CREDIT_ALPHABET[(31 - (sum % 31)) % 31];
}

export function mobile(): string {
  made += 1;
  return `139${digits(worker, 2)}${digits(Math.floor(startedAt / 1000) * 100 + made, 6)}`;
}

const FAMILY = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'];
const GIVEN = [...'伟芳娜敏静强磊军洋勇艳杰娟涛明超兰霞平刚'];

export function personName(): string {
  made += 1;
  return pick(FAMILY, made * 7) + pick(GIVEN, made * 3) + pick(GIVEN, made * 11 + worker);
}

/** A day as typed, some days before today (or after, when negative). */
export function daysAgo(days: number): string {
  // In Beijing, as the server counts.
  return new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
}

export const PASSWORD = '一句只有我知道的长话 2026';

/** What the registration form asks for. */
export type Registration = {
  account: string;
  password: string;
  kind: string;
  name: string;
  creditCode: string;
  representative: string;
  representativeId: string;
  registeredAddress: string;
  mailingAddress: string;
  postalCode: string;
  province: string;
  contact: string;
  mobile: string;
  email: string;
  freeTradeZone?: boolean;
};

/** An enterprise that has not been registered yet; of Shanghai, which the demonstration's reviewers are competent for. */
export function newEnterprise(changes: Partial<Registration> = {}): Registration {
  const id = unique();
  return {
    account: `e2e_${id}`,
    password: PASSWORD,
    kind: '有限责任公司',
    name: `上海试验电力工程有限公司${id}`,
    creditCode: creditCode(),
    representative: personName(),
    representativeId: residentId(),
    registeredAddress: '上海市浦东新区世纪大道1号',
    mailingAddress: '上海市浦东新区世纪大道1号8楼',
    postalCode: '200120',
    province: '上海市',
    contact: personName(),
    mobile: mobile(),
    email: `${id}@example.cn`,
    ...changes,
  };
}
