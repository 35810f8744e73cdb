// Setting the stage through the server functions, where getting there by hand is not what the test is about.
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { type File, jpeg, pdf } from './files';
import { daysAgo, mobile, personName, type Registration, residentId, unique } from './people';

const KINDS: Record<string, string> = { 有限责任公司: 'limited', 股份有限公司: 'joint_stock' };

export type Electrician = ReturnType<typeof electrician>;
export type Technician = ReturnType<typeof technician>;

/** An electrician whose certificate is in force. */
export function electrician(kind = 'high_voltage') {
  const id = residentId();
  return {
    name: personName(),
    resident_id: id,
    kind,
    certificate_type: 'operation',
    certificate: `T${id}`,
    issuing_authority: '上海市应急管理局',
    valid_from: daysAgo(400),
    valid_until: daysAgo(-1000),
  };
}

export function technician(title = 'intermediate') {
  return {
    name: personName(),
    resident_id: residentId(),
    title,
    specialty: '电气工程',
    title_certificate: `ZC${unique()}`,
    issuing_authority: '上海市人力资源和社会保障局',
    issued_on: daysAgo(900),
  };
}

export function performanceRecord(voltage = '35') {
  return {
    project: `新建线路工程${unique()}`,
    client: '上海试验供电公司',
    voltage,
    work: 'overhead_line',
    length: '12.5',
    capacity: '',
    started_on: daysAgo(300),
    completed_on: daysAgo(100),
  };
}

export function lead() {
  return {
    name: personName(),
    resident_id: residentId(),
    mobile: mobile(),
    post: '总工程师',
    title: 'senior',
    specialty: '电气工程',
    title_certificate: `ZC${unique()}`,
    years: '12',
    work: [{ from: daysAgo(4000), until: '', employer: '上海试验电力公司', post: '工程师', referee: personName(), referee_mobile: mobile() }],
    training: [],
  };
}

/** Every document that grade five asks for, each in its slot. */
export const DOCUMENTS = [
  'legal_declaration',
  'representative_identity',
  'business_licence',
  'financial_statement',
  'safety_system',
  'technical_lead_identity',
  'technical_lead_title',
  'technical_lead_appointment',
  'safety_lead_identity',
  'safety_lead_title',
  'safety_lead_appointment',
  'technician_titles',
  'social_insurance',
  'electrician_certificates',
];

/** A filing as far as a test needs to know it. */
export type Draft = { id: string; electricians: Electrician[]; technicians: Technician[]; technicalLead: ReturnType<typeof lead> };

type Header = { revision: number; status: string; number: string; assignee: string | null; track: string; licence_id: string | null; deferrals: { slot: string; due: string }[] };
export type Licence = { id: string; number: string; holder: string; valid_from: string; valid_until: string; issued_on: string; status: string };
type Attachment = { id: string; name: string; size: number };
type Loaded = { header: Header; attachments: Attachment[]; sections: Record<string, { revision: number; body: object }> };

/** One person's session. Give it `page.request` and the page is signed in, too. */
export class Api {
  constructor(private readonly request: APIRequestContext) {}

  async call<T>(endpoint: string, args: object): Promise<T> {
    return answered(await this.request.post(`/api/${endpoint}`, { data: args, maxRedirects: 0 }));
  }

  private async post<T>(endpoint: string, form: Record<string, string>): Promise<T> {
    return answered(await this.request.post(`/api/${endpoint}`, { form, maxRedirects: 0 }));
  }

  async register(enterprise: Registration): Promise<void> {
    const profile = {
      kind: KINDS[enterprise.kind],
      name: enterprise.name,
      credit_code: enterprise.creditCode,
      representative: enterprise.representative,
      representative_id: enterprise.representativeId,
      registered_address: enterprise.registeredAddress,
      mailing_address: enterprise.mailingAddress,
      postal_code: enterprise.postalCode,
      province: enterprise.province,
      contact: enterprise.contact,
      mobile: enterprise.mobile,
      email: enterprise.email,
      ...(enterprise.freeTradeZone && { free_trade_zone: 'true' }),
    };
    await this.post('accounts/register', {
      account: enterprise.account,
      password: enterprise.password,
      password_again: enterprise.password,
      ...Object.fromEntries(Object.entries(profile).map(([name, value]) => [`profile[${name}]`, value])),
    });
  }

  async signIn(account: string, password: string): Promise<void> {
    await this.post('accounts/sign_in', { account, password, next: '' });
  }

  /** A draft: empty for a new licence, else as the licence prefills it. */
  async start(kind = 'new_licence', track = 'general'): Promise<string> {
    return this.post('filings/start', { kind, track, key: unique() });
  }

  async saveSection(id: string, section: string, body: object, revision = 0): Promise<void> {
    await this.call('filings/save_section', { id, revision, body: { section, body } });
  }

  /** Changes some fields of a form as it is kept now. */
  async changeSection(id: string, section: string, changes: object): Promise<void> {
    const { sections } = await this.load(id);
    const { revision, body } = sections[section] ?? { revision: 0, body: {} };
    await this.saveSection(id, section, { ...body, ...changes }, revision);
  }

  /** Puts a document into each of these slots. */
  async attachAll(id: string, ...slots: string[]): Promise<void> {
    for (const slot of slots) await this.attach(id, slot, pdf(`${slot}.pdf`));
  }

  async addRow(id: string, list: 'technicians' | 'electricians' | 'performance', body: object): Promise<string> {
    const saved = await this.call<{ id: string }>('filings/save_row', { id, row: null, key: unique(), body: { list, body } });
    return saved.id;
  }

  async attach(filing: string, slot: string, file: File = pdf(), row = ''): Promise<string> {
    const query = new URLSearchParams({ filing, slot, name: file.name, ...(row && { row }) });
    const headers = { 'content-type': file.mimeType };
    const sent = await this.request.put(`/attachments?${query}`, { data: file.buffer, headers });
    return (await answered<{ id: string }>(sent)).id;
  }

  /** A draft of 承装五级 that nothing stands against. */
  async readyDraft(enterprise: Registration, id = '', documents = DOCUMENTS): Promise<Draft> {
    id ||= await this.start();
    const [technicalLead, safetyLead] = [lead(), lead()];
    await this.saveSection(id, 'application', {
      wanted: { install: '5', repair: null, test: null },
      origin: 'first',
      submitter: 'representative',
      submitter_name: enterprise.representative,
      submitter_id: enterprise.representativeId,
      declared: true,
    });
    await this.saveSection(id, 'basics', {
      total_assets: '1000',
      net_assets: '600',
      premises_area: '200',
      shareholders: [
        { name: enterprise.representative, identity: enterprise.representativeId, contribution: '500', share: '100' },
      ],
    });
    await this.saveSection(id, 'technical_lead', technicalLead);
    await this.saveSection(id, 'safety_lead', safetyLead);
    const technicians = Array.from({ length: 5 }, () => technician());
    const kinds = ['high_voltage', 'high_voltage', 'high_voltage', 'cable', 'testing'];
    const electricians = kinds.map((kind) => electrician(kind));
    for (const row of technicians) await this.addRow(id, 'technicians', row);
    for (const row of electricians) await this.addRow(id, 'electricians', row);
    for (const slot of documents) await this.attach(id, slot, slot.endsWith('identity') ? jpeg(`${slot}.jpg`) : pdf(`${slot}.pdf`));
    return { id, electricians, technicians, technicalLead };
  }

  private load(id: string): Promise<Loaded> {
    return this.call('filings/load', { id });
  }

  async header(id: string): Promise<Header> {
    return (await this.load(id)).header;
  }

  /** A form as it is kept. */
  async section(id: string, section: string): Promise<Record<string, string>> {
    return (await this.load(id)).sections[section].body as Record<string, string>;
  }

  async attachments(id: string): Promise<Attachment[]> {
    return (await this.load(id)).attachments;
  }

  async submit(id: string): Promise<void> {
    const { revision } = await this.header(id);
    await this.call('filings/submit', { id, revision, key: unique() });
  }

  async licence(): Promise<Licence> {
    return this.call('licences/mine', {});
  }

  /** One step of the workflow. */
  async act(id: string, action: string, note = ''): Promise<void> {
    const { revision } = await this.header(id);
    await this.call('filings/act', { id, revision, key: unique(), action, note });
  }
}

async function answered<T>(response: APIResponse): Promise<T> {
  const text = await response.text();
  if (!response.ok()) throw new Error(`${response.url()}: ${response.status()} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}
