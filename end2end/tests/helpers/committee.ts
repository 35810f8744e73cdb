// The office's committee, through the server functions: for tests that are about what comes before it or after it.
import { request as requests } from '@playwright/test';
import { Api } from './api';
import { STAFF } from './office';
import { daysAgo, unique } from './people';

const MEMBERS = [STAFF.head, STAFF.reviewer, STAFF.otherReviewer];
type Officer = { id: string; name: string };
type Ballot = { member: string; examined: boolean };
type Meeting = { revision: number; items: { filing: { id: string }; ballots: Ballot[] }[] };

// Signed in once for each worker: sign-ins are counted, and these are nobody's but this file's.
let signedIn: Promise<Map<string, Api>> | undefined;

/** The members of the committee of the east office, by name, each with a session of their own. */
export function committee(): Promise<Map<string, Api>> {
  signedIn ??= (async () => {
    const sessions = new Map<string, Api>();
    for (const { account, name, password } of MEMBERS) {
      const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0);
      const api = new Api(await requests.newContext({ baseURL: process.env.BASE_URL, extraHTTPHeaders: { 'x-forwarded-for': `10.255.${worker}.1` } }));
      await api.signIn(account, password);
      sessions.set(name, api);
    }
    return sessions;
  })();
  return signedIn;
}

/** Calls a meeting today about these filings, led by the head; its id. */
export async function callMeeting(...filings: string[]): Promise<string> {
  const chair = (await committee()).get(STAFF.head.name)!;
  const { officers } = await chair.call<{ officers: Officer[] }>('committee/load', {});
  const idOf = ({ name }: { name: string }) => officers.find((officer) => officer.name === name)!.id;
  const plan = { day: daysAgo(0), place: '第一会议室', chair: idOf(STAFF.head), members: MEMBERS.map(idOf), filings };
  return chair.call('committee/call', { key: unique(), plan });
}

/** Holds a meeting at which all who may vote agree: the filings go on to the sign-off. */
export async function deliberate(...filings: string[]): Promise<void> {
  const sessions = await committee();
  const chair = sessions.get(STAFF.head.name)!;
  const id = await callMeeting(...filings);
  const { officers } = await chair.call<{ officers: Officer[] }>('committee/load', {});
  const { items, revision } = await chair.call<Meeting>('committee/meeting', { id });
  for (const { filing, ballots } of items) {
    for (const { member } of ballots.filter(({ examined }) => !examined)) {
      const { name } = officers.find((officer) => officer.id === member)!;
      await sessions.get(name)!.call('committee/vote', { id, filing: filing.id, vote: 'agree', reason: '' });
    }
  }
  const declared = filings.map((filing) => ({ filing, outcome: 'grant', reason: '' }));
  await chair.call('committee/close', { id, revision, key: unique(), minutes: '与会委员一致同意。', declared });
}
