package data

import "syscall"

func remote(dir string) bool {
	var st syscall.Statfs_t
	if syscall.Statfs(dir, &st) != nil {
		return false
	}
	const local = 0x00001000 // MNT_LOCAL
	return st.Flags&local == 0
}
