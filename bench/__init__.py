"""Speed, as ratios against a peer in the same run: a machine's own pace divides out."""
