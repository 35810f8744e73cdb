import type { Page } from '@playwright/test';
import { Api } from './api';
import { newEnterprise, type Registration } from './people';

export type Begun = { api: Api; enterprise: Registration; id: string };

/** An empty draft of a new enterprise that is signed in on this page. */
export async function begun(page: Page): Promise<Begun> {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  return { api, enterprise, id: await api.start() };
}
