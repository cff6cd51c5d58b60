import { expect, it } from 'vitest';
import { parseCommand } from '../../src/desk/commands.ts';

const LOOKUPS = new Set(['find', 'letter']);

it.each([
  ['/start', { kind: 'start' }],
  ['/help@fuwen_bot', { kind: 'help' }],
  ['帮助', { kind: 'help' }],
  ['幫助！', { kind: 'help' }],
  ['／new', { kind: 'new' }],
  ['忘記我', { kind: 'forget' }],
  ['/delete', { kind: 'forget' }],
  ['原文1', { kind: 'source', marker: 1 }],
  ['原文 １２', { kind: 'source', marker: 12 }],
  ['/source 2', { kind: 'source', marker: 2 }],
  ['原文【3】', { kind: 'source', marker: 3 }],
  ['2', { kind: 'number', number: 2 }],
  ['［2］', { kind: 'number', number: 2 }],
  ['2.', { kind: 'number', number: 2 }],
  ['有用', { kind: 'feedback', verdict: 'useful' }],
  ['沒用。', { kind: 'feedback', verdict: 'useless' }],
  ['👍', { kind: 'feedback', verdict: 'useful' }],
  ['/find 概念验证 2025', { kind: 'lookup', name: 'find', argument: '概念验证 2025' }],
  ['下一页', { kind: 'next' }],
  ['下一頁。', { kind: 'next' }],
  ['Next', { kind: 'next' }],
  ['/letter', { kind: 'lookup', name: 'letter', argument: '' }],
  ['/drop table', { kind: 'unknown' }],
])('takes %s for a command', (text, command) => {
  expect(parseCommand(text, LOOKUPS)).toEqual(command);
});

it.each([
  '155145',
  '第2号提案',
  '原文在哪里看',
  '这个有用吗',
  '帮助企业的政策有哪些',
  'help with loans',
  '2025年的',
  '/ 这是什么',
  '新对话框怎么用',
  '下一页在哪',
  'next steps on parking',
])('takes %s for a question', (text) => {
  expect(parseCommand(text, LOOKUPS)).toBeNull();
});
