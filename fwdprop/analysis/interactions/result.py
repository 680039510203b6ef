"""What is known of the interactions of pairs of inputs."""

from __future__ import annotations

from dataclasses import dataclass

from fwdprop.arrays import Array, Sealed
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network


@dataclass(frozen=True, eq=False)
class Rows(Sealed):
    """The rows that were compared, each with every other, in the order of their inputs.

    `x` (n, inputs) are these, `numbers` (n,) their numbers among all `total` rows, from 1.
    `target` (n,) are the numbers that the regression is fitted to, None for the network's answers.
    `left_out` rows were drawn but have an input, a target or an answer that is not finite; `first`
    are the numbers of the first of them.
    """

    x: Array
    numbers: Array
    total: int
    target: Array | None = None
    left_out: int = 0
    first: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Regression(Sealed):
    """A straight line for each input, fitted to a node's answers or to a target.

    The prediction for a row x is `intercept` + `slopes` · x, with `slopes` (inputs,). `explained`
    is R², None where all answers are alike, or where there are no more rows than inputs. `gains`
    (pairs,) is how much R² gains by the product of a pair, nan where R² is None. `constant` are the
    inputs that are the same in every row, and `tied` those that follow from each other, so that
    their slopes are one choice among many. `off_most` is the row, from 0, with the largest error,
    where `predicted` stands for `answer`. `of_network` is what the network itself explains of a
    target.
    """

    intercept: float
    slopes: Array
    explained: float | None
    gains: Array
    constant: tuple[int, ...]
    tied: tuple[int, ...]
    off_most: int
    predicted: float
    answer: float
    of_network: float | None = None


@dataclass(frozen=True, eq=False)
class NodeShares(Sealed):
    """Which nodes make the interactions of some pairs.

    `nodes` are all that can make some, the last layer's among them; `shares` (outputs, pairs,
    nodes) add up to 1 over the nodes, nan where nothing interacts or nothing was asked. They are
    of the comparisons of `rows` rows with all of them.
    """

    nodes: tuple[NodeRef, ...]
    shares: Array
    rows: int


@dataclass(frozen=True, eq=False)
class Interactions(Sealed):
    """The interactions of pairs of inputs at some nodes, over the rows that were compared.

    `outputs` are the nodes, `pairs` (pairs, 2) the indices of the inputs. All other arrays are
    (outputs, pairs), and nan where one of the two inputs is the same in every row:

    * `interaction`: the root mean square of D = f(x) - f(x with one input of another row)
      - f(x with the other one) + f(x with both), over all pairs of rows; `largest` is the most |D|.
    * `strength`: the root of the variance of D's mean over the rows that receive the inputs; `h` is
      its ratio to the pair's joint effect (Friedman and Popescu, 2008), nan where there is none.
    * `seen` (pairs,): the share of the comparisons whose mixed rows are like a row that there is;
      `interaction_seen` is the interaction over these, nan where there are none.
    * `gain`: how much R² of the regression gains by the product of the pair.
    * `not_finite`: how many of the n·n comparisons were left out, as an answer is not finite.

    `unlike` (outputs, pairs, 2) are the values of the two inputs in a mixed row that is like no row
    that there is, the one with the most |D|. `regressions` has one for each output. `screened` is
    how many squares chose the inputs whose pairs these are, 0 where nothing was to choose. `made`
    says which nodes make the interactions, where that was asked.
    """

    network: Network
    outputs: tuple[NodeRef, ...]
    rows: Rows
    pairs: Array
    interaction: Array
    largest: Array
    strength: Array
    h: Array
    seen: Array
    interaction_seen: Array
    gain: Array
    not_finite: Array
    unlike: Array
    regressions: tuple[Regression, ...]
    screened: int = 0
    made: NodeShares | None = None

    def name_of(self, output: int) -> str:
        """The name of an output: `transactions`, or with its layer in front, `hidden.node_1`."""
        depth, node = self.outputs[output]
        names = self.network.names
        return (
            names.nodes_at(depth)[node] if depth == names.last else names.whole_name((depth, node))
        )
