import { route } from '../../state/route.js';
import { CookList } from './cook-list.js';
import { CookPage } from './cook-page.js';
import './history.css';

/** The view History: all cooks, or the one that the address names. */
export default function HistoryView() {
  const { id } = route.value;
  return id === undefined ? <CookList /> : <CookPage key={id} cookId={id} />;
}
