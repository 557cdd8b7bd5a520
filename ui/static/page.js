// Runs with every page: announces, keeps links inside the session, copies, and stops single-key shortcuts.
// Text reaches the page by textContent alone.
const DELAY = 120;

function statusNode() {
  let node = document.getElementById('pq-status');
  if (!node) {
    node = document.createElement('div');
    node.id = 'pq-status';
    node.setAttribute('role', 'status');
    node.setAttribute('aria-live', 'polite');
    node.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
    document.body.appendChild(node);
  }
  return node;
}

function say(text) {
  const node = statusNode();
  node.textContent = '';
  window.setTimeout(() => { node.textContent = text; }, DELAY);
}

function typing(target) {
  return target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

function onKey(event) {
  const single = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (single && event.key !== ' ' && !typing(event.target)) event.stopImmediatePropagation();
}

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.appendChild(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

function save(file) {
  const bytes = Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
  link.download = file.name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(`Saved as ${file.name}`);
}

function reveal(id) {
  const target = document.getElementById(id);
  if (!target) return false;
  for (let node = target; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true;
  const focus = target.tagName === 'DETAILS' ? target.querySelector('summary') : target;
  target.scrollIntoView({ block: 'start' });
  if (focus) focus.focus({ preventScroll: true });
  return true;
}

// A new answer is read from its start: it is brought up until it stays there, and no longer
// once the reader does anything.
const LOOKS = 40;
const STEADY = 3;

function bringUp(id) {
  let free = false;
  let steady = 0;
  let looks = 0;
  const stop = () => { free = true; };
  for (const kind of ['wheel', 'keydown', 'pointerdown', 'touchstart']) {
    window.addEventListener(kind, stop, { once: true, capture: true, passive: true });
  }
  const timer = window.setInterval(() => {
    const node = document.getElementById(id);
    looks += 1;
    if (free || looks > LOOKS || steady > STEADY) {
      window.clearInterval(timer);
      return;
    }
    if (!node) return;
    const before = node.getBoundingClientRect().top;
    node.scrollIntoView({ block: 'start' });
    steady = Math.abs(node.getBoundingClientRect().top - before) < 2 ? steady + 1 : 0;
  }, DELAY / 2);
}

// Another page starts at its top, with its heading in focus; going back finds the place that was left.
const places = new Map();
let back = false;

function pane() { return document.querySelector('[data-testid=stMain]'); }

function keepPlace(shown) {
  if (shown !== undefined && pane()) places.set(shown, pane().scrollTop);
}

function heading() {
  const found = document.querySelector('[data-testid=stMain] h1');
  if (found) found.tabIndex = -1;
  return found;
}

// A marker leads down to its source: going back from there comes to the marker again, and does not leave the page.
function stepTo(id) {
  const held = window.history.state || {};
  window.history.replaceState({ ...held, panelqaPlace: pane().scrollTop }, '');
  window.history.pushState(held, '', `#${id}`);
}

function onBack(event) {
  if (window.location.pathname === window.panelqa.path) {
    if (event.state && event.state.panelqaPlace !== undefined) settle(event.state.panelqaPlace);
    return;
  }
  keepPlace(window.panelqa.shown);
  back = true;
}

function arrive(shown) {
  const place = back ? places.get(shown) || 0 : 0;
  back = false;
  settle(place);
}

// Holds the page at a place until it stays there, or until the reader moves.
function settle(place) {
  let free = false;
  let looks = 0;
  for (const kind of ['wheel', 'keydown', 'pointerdown', 'touchstart']) {
    window.addEventListener(kind, () => { free = true; }, { once: true, capture: true, passive: true });
  }
  const timer = window.setInterval(() => {
    looks += 1;
    const top = heading();
    if (free || looks > (place ? 4 * LOOKS : LOOKS / 2)) window.clearInterval(timer);    // a place left is drawn late
    if (free || !top) return;
    if (pane().scrollTop !== place) pane().scrollTop = place;
    if (!pane().contains(document.activeElement)) top.focus({ preventScroll: true });
    if (Math.abs(pane().scrollTop - place) < 2 && looks > STEADY) window.clearInterval(timer);
  }, DELAY / 2);
}

// What was in focus is gone after some deeds; a reader with a keyboard goes on from the heading, not from the start.
function keepFocus() {
  window.setTimeout(() => {
    if (document.activeElement === document.body && heading()) heading().focus({ preventScroll: true });
  }, 4 * DELAY);
}

// On a narrow window the menu lies over the page: it closes when a page is chosen, and is not open at the next visit.
const NARROW = 768;
const MENU_KEPT = 'stSidebarCollapsed-';

function closeMenu() {
  if (window.innerWidth >= NARROW) return;
  const menu = document.querySelector('[data-testid=stSidebar][data-collapsed=false]');
  const button = menu && menu.querySelector('[data-testid=stSidebarCollapseButton] button');
  if (button) button.click();
  window.setTimeout(() => window.localStorage.removeItem(MENU_KEPT), DELAY);
}

function nameMenu() {
  const open = document.querySelector('[data-testid=stExpandSidebarButton]');
  if (open) open.setAttribute('aria-label', 'Menu');
  const close = document.querySelector('[data-testid=stSidebarCollapseButton] button');
  if (close) close.setAttribute('aria-label', 'Close the menu');
}

// Signing in ends at the first page: what was asked for before it is gone to then, once.
const WANTED = 'panelqa-wanted';

function remember(state) {
  const here = window.location.pathname.split('/').pop();
  if (state === 'waiting') window.sessionStorage.setItem(WANTED, here + window.location.search);
  if (state !== 'done') return;
  const wanted = window.sessionStorage.getItem(WANTED);
  window.sessionStorage.removeItem(WANTED);
  if (wanted && here === '' && !window.location.search) go(new URL(wanted, window.location.href));
}

function go(url) {
  window.panelqa.send('go', { page: url.pathname.split('/').pop(), query: Object.fromEntries(url.searchParams) });
}

function onClick(event) {
  const chosen = event.target instanceof Element ? event.target.closest('[data-testid=stSidebarNavLink]') : null;
  if (chosen || (event.target instanceof Element && event.target.closest('[data-testid=stTopNavLink]'))) {
    keepPlace(window.panelqa.shown);
    window.setTimeout(closeMenu, 0);
    return;
  }
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const target = event.target instanceof Element ? event.target.closest('a.pq-go, a.pq-cite, button.pq-button') : null;
  if (!target || !plain) return;
  if (target.matches('.pq-copy')) {
    copy(decodeURIComponent(target.dataset.copy)).then(() => say('Copied'), () => say('Copying did not work'));
    const told = target.querySelector('.pq-copied');
    told.textContent = ' Copied';
    window.setTimeout(() => { told.textContent = ''; }, 4000);
    return;
  }
  if (target.matches('.pq-act')) {
    window.panelqa.send('act', { act: target.dataset.act, n: target.dataset.n });
    return;
  }
  if (target.matches('.pq-cite')) {
    const id = target.getAttribute('href').slice(1);
    if (!document.getElementById(id)) return;
    event.preventDefault();
    stepTo(id);
    reveal(id);
    return;
  }
  const url = new URL(target.href, window.location.href);
  if (url.origin !== window.location.origin) return;
  event.preventDefault();
  keepPlace(window.panelqa.shown);
  go(url);
}

export default function (component) {
  const { data, setTriggerValue } = component;
  const first = !window.panelqa;
  window.panelqa = window.panelqa || { said: 0, saved: 0 };
  window.panelqa.send = setTriggerValue;
  if (first) {
    window.addEventListener('keydown', onKey, true);
    document.addEventListener('click', onClick, true);
    window.addEventListener('popstate', onBack);
    statusNode();
    closeMenu();
    new MutationObserver(nameMenu).observe(document.querySelector('[data-testid=stApp]'),
      { childList: true, subtree: true });
  }
  nameMenu();
  const before = window.panelqa.shown;
  window.panelqa.shown = data.shown;
  window.panelqa.path = window.location.pathname;
  if (before !== undefined && before !== data.shown) arrive(data.shown);
  remember(data.sign_in);
  if (data.announcement && data.number !== window.panelqa.said) {
    window.panelqa.said = data.number;
    say(data.announcement);
    if (data.anchor) bringUp(data.anchor);
    keepFocus();
  }
  if (data.download && data.download.number !== window.panelqa.saved) {
    window.panelqa.saved = data.download.number;
    save(data.download);
  }
}
