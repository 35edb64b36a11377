// Runs in the page: a camera that shows a drawn portrait, since a fake camera's test pattern is no
// sight for a README. The microphone hums, as the fake one beeps.
export interface Portrait {
  wall: string;
  skin: string;
  hair: string;
  shirt: string;
}

export function sitForPortrait({ wall, skin, hair, shirt }: Portrait): void {
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    const brush = canvas.getContext('2d')!;
    const oval = (colour: string, x: number, y: number, width: number, height: number) => {
      brush.fillStyle = colour;
      brush.beginPath();
      brush.ellipse(x, y, width, height, 0, 0, Math.PI * 2);
      brush.fill();
    };
    const draw = () => {
      const sway = Math.sin(performance.now() / 900) * 8;
      const light = brush.createLinearGradient(0, 0, 1280, 720);
      light.addColorStop(0, wall);
      light.addColorStop(1, '#2a1b2d');
      brush.fillStyle = light;
      brush.fillRect(0, 0, 1280, 720);
      oval(hair, 640 + sway, 330, 190, 220);
      oval(shirt, 640, 800, 380, 260);
      oval(skin, 640 + sway / 2, 540, 70, 110);
      oval(skin, 640 + sway, 340, 145, 180);
      oval(hair, 640 + sway, 200, 150, 75);
      for (const side of [-55, 55]) oval('#2a1b2d', 640 + sway + side, 335, 13, 16);
      brush.strokeStyle = '#2a1b2d';
      brush.lineWidth = 9;
      brush.lineCap = 'round';
      brush.beginPath();
      brush.arc(640 + sway, 395, 52, 0.15 * Math.PI, 0.85 * Math.PI);
      brush.stroke();
    };
    setInterval(draw, 40);
    draw();
    const audio = new AudioContext();
    const microphone = audio.createMediaStreamDestination();
    const hum = audio.createOscillator();
    hum.connect(microphone);
    hum.start();
    return new MediaStream([...canvas.captureStream(25).getTracks(), ...microphone.stream.getTracks()]);
  };
}
