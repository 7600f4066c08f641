export { formatMonth, formatTimeLeft, texts } from './texts/english.ts';
