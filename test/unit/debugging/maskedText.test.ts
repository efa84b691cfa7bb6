import { expect, test } from 'vitest';
import { maskedText } from '../../../src/debugging/maskedText';

test.each([
  '+91 (98000) 00-001',
  '{"mobile":"919800000001"}',
  '["919800000001"]',
  '{"name":"Asha',
  'Asha Rao\n919800000001',
])('%j, which a program holds, is nobody’s in shape', (text) => {
  const masked = maskedText(text);
  expect(masked).not.toMatch(/98000|Asha|Rao/);
  expect(masked.trim()).not.toBe('');
});
