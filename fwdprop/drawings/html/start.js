// Brings the page to life.

findNodes();
findEdges();
redraws.push(drawNodes, drawEdges, tell);
startPointing();
startSteps();
startAnswers();
startControls();
