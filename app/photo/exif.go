package photo

import "encoding/binary"

// orientation reads how a telephone was held when it made a JPEG: 1 (upright) to 8, as EXIF 2.3 numbers them. Anything
// that is not as expected is upright.
func orientation(content []byte) int {
	tiff := exif(content)
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(tiff[:2]) {
	case "II":
		order = binary.LittleEndian
	case "MM":
		order = binary.BigEndian
	default:
		return 1
	}
	const entry = 12
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	n := uint64(order.Uint16(tiff[at:]))
	for i := range n {
		e := at + 2 + i*entry
		if e+entry > uint64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[e:]) == 0x0112 {
			if turn := int(order.Uint16(tiff[e+8:])); turn >= 1 && turn <= 8 {
				return turn
			}
			return 1
		}
	}
	return 1
}

// exif finds the block that a JPEG keeps such facts in; nil where there is none.
func exif(content []byte) []byte {
	if len(content) < 4 || content[0] != 0xFF || content[1] != 0xD8 {
		return nil
	}
	for at := 2; at+4 <= len(content) && content[at] == 0xFF; {
		marker := content[at+1]
		size := int(binary.BigEndian.Uint16(content[at+2:]))
		if marker == 0xDA || size < 2 || at+2+size > len(content) {
			return nil // the picture itself begins, or the file is cut off
		}
		block := content[at+4 : at+2+size]
		if marker == 0xE1 && len(block) > 6 && string(block[:6]) == "Exif\x00\x00" {
			return block[6:]
		}
		at += 2 + size
	}
	return nil
}
