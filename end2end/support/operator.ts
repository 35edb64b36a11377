// An operator: has the token and the private key, and reads reports as docs/OPERATIONS.md says.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scripts = join(import.meta.dirname, '../../scripts');

export const token = 'an-operators-token';

export interface Evidence {
  name: string;
  chat: { mine: boolean; text: string }[];
  picture?: string;
}

export interface Report {
  id: string;
  reason: string;
  person: string | null;
  hasEvidence: boolean;
}

/** A pair of keys, by the script that operators use. */
export class Keys {
  readonly publicKey: string;
  readonly file = join(mkdtempSync(join(tmpdir(), 'live-loop-')), 'reports.pem');

  constructor() {
    const said = execFileSync(join(scripts, 'report-key'), [this.file], { encoding: 'utf8', stdio: 'pipe' });
    this.publicKey = said.trim().replace('LIVE_LOOP_REPORT_PUBLIC_KEY=', '');
  }

  open(report: unknown): Evidence {
    const input = JSON.stringify(report);
    return JSON.parse(execFileSync(join(scripts, 'report-open'), [this.file], { encoding: 'utf8', input }));
  }
}

/** What a route of the operators' answers. */
export async function ask(url: string, path: string, method = 'GET', body?: unknown): Promise<any> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/api/admin/${path}`, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.status === 204 ? undefined : answer.json();
}

export function reports(url: string): Promise<Report[]> {
  return ask(url, 'reports');
}
