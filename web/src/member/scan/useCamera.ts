import { type RefObject, useCallback, useEffect, useState } from 'react';
import { openReader } from './reader';

export type CameraState = 'starting' | 'running' | 'denied' | 'missing' | 'unread';

// Between two looks at the picture: quick for the eye, light for the battery.
const pause = 120;

/** Runs the camera in a video element and looks for codes in it while `looking`. */
export function useCamera(video: RefObject<HTMLVideoElement | null>, looking: boolean, onCode: (text: string) => void) {
  const [state, setState] = useState<CameraState>('starting');
  const [track, setTrack] = useState<MediaStreamTrack>();
  const [torch, setTorch] = useState(false);

  useEffect(() => {
    let stream: MediaStream | undefined;
    let gone = false;
    open().then(
      async (opened) => {
        stream = opened;
        if (gone || !video.current) {
          stop(opened);
          return;
        }
        video.current.srcObject = opened;
        setTrack(opened.getVideoTracks()[0]);
        await video.current.play();
        setState('running');
      },
      (problem: unknown) => {
        if (!gone) setState((problem as DOMException).name === 'NotAllowedError' ? 'denied' : 'missing');
      },
    );
    return () => {
      gone = true;
      if (stream) stop(stream);
    };
  }, [video]);

  useEffect(() => {
    if (state !== 'running' || !looking) return;
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    void video.current?.play();
    openReader().then(
      async function look(reader): Promise<void> {
        if (gone || !video.current) return;
        // A frame that the reader trips over is one frame lost.
        const [found] = video.current.readyState >= 2 ? await reader.detect(video.current).catch(() => []) : [];
        if (gone) return;
        if (found?.rawValue) {
          video.current.pause();
          onCode(found.rawValue);
          return;
        }
        timer = setTimeout(() => void look(reader), pause);
      },
      () => { if (!gone) setState('unread'); },
    );
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [state, looking, video, onCode]);

  const hasTorch = Boolean((track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch);
  const switchTorch = useCallback(async () => {
    await track?.applyConstraints({ advanced: [{ torch: !torch } as MediaTrackConstraintSet] });
    setTorch(!torch);
  }, [track, torch]);

  return { state, torch: hasTorch ? { on: torch, toggle: switchTorch } : undefined };
}

async function open(): Promise<MediaStream> {
  // Absent on pages served without TLS.
  if (!('mediaDevices' in navigator)) throw new DOMException('There is no camera here.', 'NotFoundError');
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
