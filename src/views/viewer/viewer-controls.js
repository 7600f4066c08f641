import { create } from '../dom.ts';
import { texts } from '../texts.ts';
/** How far an arrow key moves a picture that is seen from close by, in CSS px: towards what lies in that direction. */
const PAN_STEPS = {
    ArrowRight: [-80, 0],
    ArrowLeft: [80, 0],
    ArrowDown: [0, -80],
    ArrowUp: [0, 80],
};
/** The viewer's buttons, and the same by keyboard and, on `stage`, by pointer. */
export function viewerControls(actions, stage) {
    const button = (name, className, onclick) => create('button', { type: 'button', className: `viewer-button ${className}`, onclick }, { 'aria-label': name });
    const zoom = button(texts.viewer.zoom, 'viewer-zoom', () => actions.zoom());
    stage.addEventListener('dblclick', ({ clientX, clientY }) => actions.zoom({ x: clientX, y: clientY }));
    onDrag(stage, actions.pan);
    return {
        zoom,
        elements: [
            button(texts.viewer.previous, 'viewer-previous', actions.previous),
            button(texts.viewer.next, 'viewer-next', actions.next),
            zoom,
            button(texts.viewer.close, 'viewer-close', actions.close),
        ],
        onKey: (event) => {
            const { key, altKey, ctrlKey, metaKey, repeat } = event;
            if (altKey || ctrlKey || metaKey)
                return;
            const step = PAN_STEPS[key];
            if (step && actions.pan(...step))
                event.preventDefault();
            else if (key === 'ArrowRight')
                actions.next();
            else if (key === 'ArrowLeft')
                actions.previous();
            else if (key === 'Escape')
                actions.close();
            else if (key === 'z' && !repeat)
                actions.zoom();
        },
    };
}
/** Follows one finger, or the mouse with its first button down; further fingers would make the picture jump. */
function onDrag(stage, move) {
    // Engines disagree on the unit of movementX, so the way is measured here.
    let drag;
    stage.addEventListener('pointerdown', ({ pointerId, clientX, clientY, button }) => {
        if (drag || button !== 0)
            return;
        stage.setPointerCapture(pointerId);
        drag = { pointer: pointerId, x: clientX, y: clientY };
    });
    stage.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
        if (drag?.pointer !== pointerId)
            return;
        move(clientX - drag.x, clientY - drag.y);
        drag = { pointer: pointerId, x: clientX, y: clientY };
    });
    stage.addEventListener('lostpointercapture', ({ pointerId }) => {
        if (drag?.pointer === pointerId)
            drag = undefined;
    });
}
