"""Command lines whose help is about their words: options, names of files, whole commands."""

from __future__ import annotations

from command_line import NETWORKS
from pasting import Case

NET = (NETWORKS / "transactions.yaml").read_bytes()
MANY = b"children,accounts,transactions\n" + b"2,3,8\n" * 20
# More weights than a page or a picture holds.
WIDE = b"inputs: 50001\nlayers: [{nodes: {y: [%s1]}}]\n" % (b"1," * 50_000)
FIVE = b"inputs: 3\nlayers: [{weights: [[1, 0, 0], [1, 2, 0], [1, 3, 0], [1, 4, 0], [1, 5, 0]]}]\n"
BENT = NET.replace(b"identity", b"tanh", 1)
SOFT = b"inputs: 2\nlayers: [{activation: softmax, weights: [[1, 2], [3, 4]]}]\n"
# More pairs of inputs than are compared.
MANY_INPUTS = b"inputs: 700\nlayers: [{activation: relu, nodes: {y: [%s1]}}]\n" % (b"1," * 699)
MANY_COLUMNS = b"".join(
    b",".join(b"%d" % (row * column % 41 - 20) for column in range(700)) + b"\n"
    for row in range(41)
)

COMMANDS = (
    # Inputs and answers.
    Case("run net.yaml"),
    Case("trace net.yaml"),
    Case("run 'my net.yaml'", files={"my net.yaml": NET}),
    Case("run -- -net.yaml", files={"-net.yaml": NET}),
    Case("run 'net\x1b\u00a0\u00e9\u2028'", files={"net\x1b\u00a0\u00e9\u2028": NET}),
    Case("run net.yaml 2 3"),
    Case("run net.yaml children=2 accounts=3"),
    Case("run net.yaml -2 3"),
    Case("run net.yaml --input '[2, 3]'"),
    Case("run net.yaml --input children = 2 accounts = 3"),
    Case("run 2 3 net.yaml"),
    Case("net.yaml -i 2 3"),
    Case("net.yaml 2 3"),
    Case("net.yaml"),
    Case("new 3 4 2"),
    Case("new 3x4x2"),
    Case("new 3 4 2 --integers"),
    Case("new 3-4-2 --integers --init he"),
    Case("new 3-4-2 --integers --activation sigmoid,softmax"),
    Case("activations tanh 2 3"),
    Case("activations tanh --at"),
    Case("run net.yaml rows.csv", files={"rows.csv": b"2,3\n"}),
    Case("run net.yaml 'my rows.csv'", files={"my rows.csv": b"2,3\n"}),
    Case("run 'my rows.csv' net.yaml", files={"my rows.csv": b"2,3\n"}),
    Case("run net.yaml a.csv b.csv", files={"a.csv": b"2,3\n", "b.csv": b"4,5\n"}),
    Case("check net.yaml --input 2 3"),
    Case("check net.yaml --expect 9"),
    Case("check net.yaml net.yaml --input 2 3 --expect 9"),
    Case("check net.yaml --input 2 3 --expect 9 --tolerance x"),
    Case("check net.yaml rows.csv", files={"rows.csv": b"children,accounts,transactions\n2,3,9\n"}),
    Case("check net.yaml 2 3"),
    Case("trace net.yaml --input 2 3 --layers inputs"),
    # What if.
    Case("run net.yaml --set hidden.bias=1 --set 'hidden.activation=leaky_relu(alpha=0.1)'"),
    Case("run net.yaml -i 2 3 --set zzz=1"),
    Case("run net.yaml -i 2 3 --set hidden.activation=tahn"),
    Case("run net.yaml -i 2 3 --set hidden.activation=leaky_relu"),
    Case("run net.yaml -i 2 3 --set 'hidden.activation={name: elu, alpha: 2}'"),
    Case("run net.yaml -i 2 3 --set hidden.activation.alpha=0.3"),
    Case("trace net.yaml -i 2 3 --set hidden.biass=1"),
    Case("trace net.yaml -i 2 3 --set hidden.nod_0.bias=1"),
    Case("trace net.yaml -i 2 3 --set hidden.bias=1,2,3"),
    Case("trace net.yaml -i 2 3 --set hidden.bias=[1,2]"),
    Case("trace net.yaml -i 2 3 --set 'hidden.bias: 1'"),
    Case("trace net.yaml -i 2 3 --set hidden.node_0.children=1"),
    Case("trace net.yaml -i 2 3 --set hidden.weights=1"),
    # Worksheets and their answers.
    Case("worksheet net.yaml"),
    Case("net.yaml -i 2 3 --hide 40%"),
    Case("worksheet net.yaml --input 2 3 --hide 40"),
    Case("worksheet net.yaml --input 2 3 --hide some"),
    Case("check net.yaml --answers a.txt", files={"a.txt": b"transactions = 9\n"}),
    Case("check net.yaml --input 2 3 --answers a.txt", files={"a.txt": b"transactions = 8\n"}),
    # Files of rows.
    Case("run net.yaml --data - --missing x", b"children,accounts\n2,\n"),
    Case("run net.yaml --data - --delimiter ab", b"2;3\n"),
    Case("run net.yaml --data - --on-error stop --rejects bad.tsv", b"2,3\n"),
    Case("run net.yaml --data - --rejects -", b"2,3\n"),
    Case("run net.yaml --data a.csv --resume", files={"a.csv": b"2,3\n"}),
    Case("run net.yaml --data a.csv -o out/", files={"a.csv": b"2,3\n", "out/b.csv": b""}),
    # Interactions of rows.
    Case("interactions net.yaml --data - --sample most", b"2,3\n4,5\n"),
    Case("interactions net.yaml --data - --sample all", b"2,3\n4,5\n" * 10_001),
    Case("interactions many.yaml --data -", MANY_COLUMNS, files={"many.yaml": MANY_INPUTS}),
    # What comes out.
    Case("run net.yaml --data - -o out.txt", b"2,3\n", columns=80),
    Case("run net.yaml --input 2 3 --format npy", columns=80),
    Case("run net.yaml --input 2 3 -o out.gz"),
    Case("run net.yaml --input 2 3 -o 'my out.jsonl.xz'"),
    Case("run net.yaml --input 2 3 -o out.csv.bz2 --format jsonl"),
    Case("trace net.yaml --input 2 3 -o out.md.gz"),
    Case("new 2-3-1 -o net.yaml.gz"),
    Case("new --example xor -o xor.yaml.xz"),
    Case("schema -o schema.json.bz2"),
    Case("check net.yaml --data -", MANY, columns=80, leads_to=1),
    Case(
        "check single.yaml --data -",
        b"x,y\n1,0.30000001192092896\n",
        {
            "single.yaml": b"""\
inputs: [x]
layers: [{nodes: {y: [0.3]}}]
"""
        },
    ),
    # Networks, activations, commands.
    Case("check xor.yaml"),
    Case("check 'my nets/xor.yaml'"),
    Case("run digits.yaml --input 1", leads_to=2),
    Case("new"),
    Case("new --example digits"),
    Case("new --example nothing-like-it"),
    Case("new 2-1 --activation nothing-like-it"),
    Case("check odd.yaml", files={"odd.yaml": NET.replace(b"identity", b"nothing-like-it")}),
    Case("activations leaky_relu --at 1"),
    Case("activations prelu", columns=80),
    Case("activations --at 1"),
    Case("nothing-like-it"),
    Case("help nothing-like-it"),
    Case("show net.yaml 2 3"),
    Case("run"),
    # Sweeps.
    Case("sweep net.yaml"),
    Case("sweep net.yaml --over children=0:3:1"),
    Case("sweep net.yaml --over children --input accounts=3"),
    Case("sweep net.yaml --over 0:3:1 --input accounts=3"),
    Case(
        "sweep five.yaml -i x2=0 --over x0=0,1 --over x1=0,1", columns=80, files={"five.yaml": FIVE}
    ),
    Case(
        "sweep five.yaml --over x0=0,1 --over x1=0,1 --over x2=0:9:1 --all --format svg",
        files={"five.yaml": FIVE},
    ),
    Case("sweep net.yaml --over children=0:20:1 --over accounts=0:20:1", columns=80),
    # Regions.
    Case("region net.yaml"),
    Case("region net.yaml --input 2 3 --table ranges"),
    Case("region net.yaml --input 2 3 --tangent --table ranges --format csv"),
    Case("region net.yaml --data -", b"2,3\n1,4\n"),
    Case("region bent.yaml --input 2 3", files={"bent.yaml": BENT}),
    Case("region soft.yaml --input 2 3", files={"soft.yaml": SOFT}),
    # Differences.
    Case("why net.yaml"),
    Case("why net.yaml 1,2"),
    Case("why net.yaml 1 2 -3 4"),
    Case("why net.yaml -i 2 3"),
    Case("why net.yaml 1,2 --input 3 4", leads_to=2),
    Case("why net.yaml 1,2 3,4 --data rows.csv"),
    Case("why net.yaml 1,2 3,4 --node node_0 --node node_1"),
    Case("why net.yaml 1,2 3,4 --table inputs"),
    Case("why net.yaml --data -", b"2,3\n1,4\n5,6\n"),
    Case("why net.yaml --data - --row 1", b"2,3\n1,4\n5,6\n"),
    Case("why net.yaml --data - --row 1,1", b"2,3\n1,4\n5,6\n"),
    # Pictures.
    Case("draw net.yaml --data -", b"2,3\n1,4\n"),
    Case("draw net.yaml --color-by contribution"),
    Case("draw net.yaml -o net.png --scale 0"),
    Case("draw wide.yaml --format html", files={"wide.yaml": WIDE}),
    Case("draw wide.yaml --max-nodes 50001", files={"wide.yaml": WIDE}),
    Case("check wide.yaml", files={"wide.yaml": NET.decode().encode("utf-32")}),
    Case("check wide.yaml", files={"wide.yaml": NET.decode().encode("utf-16le")}),
)
