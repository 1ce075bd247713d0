"""Places near the lines, on both sides: each must lie in the unit that administers it."""

import pytest

from kashmir_map.regions import Regions

REGIONS = Regions.load()

# Latitude and longitude of GeoNames, with its numbers.
GEONAMES = [
    # Line of Control
    ("Uri", 1253694, 34.086, 74.032, "JK"),
    ("Keran, on the east bank", 1267253, 34.65371, 73.95308, "JK"),
    ("Tangdhar", 1254993, 34.3979, 73.85984, "JK"),
    ("Poonch", 1167718, 33.77033, 74.09254, "JK"),
    ("Surankot", 10593072, 33.6271, 74.2747, "JK"),
    ("Rajouri", 1258891, 33.3753, 74.3092, "JK"),
    ("Nowshera", 1261675, 33.1571, 74.2401, "JK"),
    ("Gulmarg", 1270743, 34.0536, 74.3819, "JK"),
    ("Khore, Akhnoor", 13353361, 32.8226, 74.51129, "JK"),
    ("Muzaffarabad", 1169607, 34.37002, 73.47082, "AJK"),
    ("Athmuqam", 10944629, 34.58887, 73.91306, "AJK"),
    ("Hattian Bala", 1177009, 34.1704, 73.73379, "AJK"),
    ("Bagh", 1183992, 33.98111, 73.77608, "AJK"),
    ("Forward Kahuta", 13527012, 33.88238, 74.10714, "AJK"),
    ("Rawalakot", 1161983, 33.85782, 73.76043, "AJK"),
    ("Abbaspur", 12524521, 33.8174, 73.97568, "AJK"),
    ("Hajira", 1177308, 33.7739, 73.8944, "AJK"),
    ("Fatehpur, Nakyal", 10867126, 33.4915, 74.10552, "AJK"),
    ("Kotli", 1173055, 33.51836, 73.9022, "AJK"),
    ("Charhoi", 1386292, 33.30185, 73.95484, "AJK"),
    ("Mirpur", 1169027, 33.14782, 73.75187, "AJK"),
    ("Bhimber", 1182637, 32.97465, 74.07846, "AJK"),
    ("Kargil", 1267776, 34.55765, 76.12622, "LA"),
    ("Thang", 1163626, 34.9274, 76.79336, "LA"),
    ("Skardu", 1164709, 35.29787, 75.63372, "GB"),
    ("Khaplu", 1174094, 35.16221, 76.33381, "GB"),
    # Working boundary
    ("Akhnoor", 1279126, 32.8955, 74.73486, "JK"),
    ("Nawanshahr, Pargwal", 1261607, 32.76505, 74.52772, "JK"),
    ("Jammu", 1269321, 32.73528, 74.86167, "JK"),
    ("R. S. Pura", 13353372, 32.60591, 74.7334, "JK"),
    ("Arnia", 1278373, 32.52095, 74.79845, "JK"),
    ("Samba", 1257545, 32.56245, 75.11993, "JK"),
    ("Hiranagar", 1270056, 32.45493, 75.27187, "JK"),
    ("Kathua", 1267486, 32.36941, 75.52539, "JK"),
    ("Surkhpur, Head Marala", 1164245, 32.71816, 74.44773, "PB_PK"),
    ("Sialkot", 1164909, 32.49268, 74.53134, "PB_PK"),
    ("Bhagowal", 1168643, 32.43751, 74.66939, "PB_PK"),
    ("Shakargarh", 1165388, 32.2636, 75.1601, "PB_PK"),
    # International boundary
    ("Pathankot", 1260137, 32.27484, 75.65287, "PB_IN"),
    ("Kalanaur", 1268475, 32.01227, 75.15063, "PB_IN"),
    ("Dera Baba Nanak", 1273173, 32.03733, 75.02787, "PB_IN"),
    ("Amritsar", 1278710, 31.62234, 74.87534, "PB_IN"),
    ("Khem Karan", 1266787, 31.14443, 74.55938, "PB_IN"),
    ("Fazilka", 1271891, 30.40207, 74.02836, "PB_IN"),
    ("Narowal", 1169278, 32.10197, 74.87303, "PB_PK"),
    ("Muridke", 1169692, 31.8020, 74.2550, "PB_PK"),
    ("Lahore", 1172451, 31.558, 74.35071, "PB_PK"),
    ("Kasur", 1174625, 31.11866, 74.45025, "PB_PK"),
    # Inner lines and neighbours
    ("Srinagar", 1255634, 34.08565, 74.80555, "JK"),
    ("Leh", 1264976, 34.16504, 77.58402, "LA"),
    ("Padum", 1260942, 33.46659, 76.88488, "LA"),
    ("Gilgit", 1178338, 35.91869, 74.31245, "GB"),
    ("Bahawalpur", 1183880, 29.39779, 71.6752, "PB_PK"),
    ("Islamabad", 1176615, 33.72148, 73.04329, "ICT"),
    ("New Delhi", 1261481, 28.62137, 77.2148, "DL"),
]

# Positions of Wikipedia's articles, to about one kilometre.
WIKIPEDIA = [
    # Line of Control
    ("Kel", 34.830, 74.357, "AJK"),
    ("Sharda", 34.7931, 74.1886, "AJK"),
    ("Leepa", 34.3034, 73.8878, "AJK"),
    ("Chhamb", 32.837, 74.386, "AJK"),
    ("Mendhar", 33.60, 74.11, "JK"),
    ("Gurez", 34.6333, 74.8333, "JK"),
    ("Dras", 34.4282, 75.7512, "LA"),
    ("Batalik", 34.654, 76.343, "LA"),
    ("Turtuk", 34.847, 76.827, "LA"),
    ("Tiger Hill", 34.4833, 75.6597, "LA"),
    # Actual Ground Position Line
    ("Bilafond La", 35.397, 76.955, "LA"),
    ("Gyong La", 35.185, 77.070, "LA"),
    ("Concordia", 35.745, 76.520, "GB"),
    # Line of Actual Control
    ("Daulat Beg Oldi", 35.388, 77.925, "LA"),
    ("Galwan’s mouth", 34.7491, 78.1656, "LA"),
    ("Chushul", 33.600, 78.650, "LA"),
    ("Rezang La", 33.420, 78.830, "LA"),
    ("Demchok", 32.6999, 79.4495, "LA"),
    ("Tianwendian", 35.31, 78.20, "AC"),
    ("Aksai Chin", 35.20, 79.50, "AC"),
    ("Khurnak Fort", 33.755, 78.990, "XZ"),
    ("Shaksgam", 36.10, 76.60, "SH"),
    # Pakistan and China
    ("Khunjerab, the Pakistani gate", 36.840, 75.410, "GB"),
    ("Pirali, the Chinese gate", 36.860, 75.460, "XJ"),
    # Neighbours
    ("Balakot", 34.54, 73.35, "KP"),
]

# The record of this project (data/events.csv, tools/geography/places.csv), and points chosen for
# this test on either bank or side: Keran, NJ9842, Damtal, Baltal, Gumri.
RECORD = [
    # Line of Control
    ("Tithwal", 34.395, 73.775, "JK"),
    ("Jhangar", 33.180, 74.100, "JK"),
    ("Machil", 34.700, 74.340, "JK"),
    ("Chakan-da-Bagh", 33.796, 74.072, "JK"),
    ("Chakothi", 34.117, 73.883, "AJK"),
    ("Haji Pir Pass", 33.958, 74.068, "AJK"),
    ("Keran, on the west bank", 34.660, 73.944, "AJK"),
    # Actual Ground Position Line
    ("Siachen base camp", 35.197, 77.100, "LA"),
    ("Just south of NJ9842", 34.990, 77.000, "LA"),
    ("Gayari", 35.210, 76.860, "GB"),
    # Line of Actual Control
    ("Depsang, Raki Nala", 35.160, 78.050, "LA"),
    ("Galwan, Patrol Point 14", 34.760, 78.190, "LA"),
    ("Galwan Post of 1962", 34.670, 78.550, "AC"),
    # Working and international boundary
    ("Suchetgarh", 32.563, 74.690, "JK"),
    ("Attari", 31.600, 74.610, "PB_IN"),
    ("Wagah", 31.6045, 74.570, "PB_PK"),
    ("Pathankot air base", 32.2336, 75.6344, "PB_IN"),
    ("Damtal, across the Chakki", 32.219, 75.668, "HP"),
    ("Nur Khan air base", 33.6164, 73.0997, "PB_PK"),
    # On either side of the Zoji La
    ("Baltal", 34.26, 75.42, "JK"),
    ("Gumri", 34.31, 75.51, "LA"),
]

PLACES = [(place, *rest) for place, _, *rest in GEONAMES] + WIKIPEDIA + RECORD


@pytest.mark.parametrize(("place", "latitude", "longitude", "code"), PLACES)
def test_a_place_lies_in_the_unit_that_administers_it(
    place: str, latitude: float, longitude: float, code: str
) -> None:
    unit = REGIONS.unit_at(latitude, longitude)
    assert unit is not None, place
    assert unit.code == code, place
