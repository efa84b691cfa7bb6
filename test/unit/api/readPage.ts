import { readAnswer } from '../../../src/api/answer';
import type { Answer, Page } from '../../../src/api/page';
import type { ChildrenQuery } from '../../../src/api/query';
import { requestAsSent } from '../../../src/api/request';
import type { Reply } from '../../../src/api/transport';
import { connectionTo, query } from './loopback';

/** What the client makes of such a body with status 200. */
function readBody(text: string, asked: ChildrenQuery = query): Answer {
  const reply: Reply = {
    kind: 'reply',
    status: 200,
    text,
    sizeBytes: Buffer.byteLength(text),
    startedAt: 0,
    durationMs: 1,
    headers: {},
  };
  return readAnswer(asked, reply, {
    request: requestAsSent(connectionTo('http://127.0.0.1:1'), asked),
    timeoutSeconds: 30,
    maxMegabytes: 64,
    secrets: () => [],
  });
}

export function readPage(text: string, asked: Partial<ChildrenQuery> = {}): Page {
  const answer = readBody(text, { ...query, ...asked });
  if (answer.kind !== 'page') throw new Error(`No page, but ${answer.kind}.`);
  return answer;
}
